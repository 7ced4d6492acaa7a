"""Context functions (DMN 1.5, 10.3.4.10)."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("get value", "get entries", "context", "context put", "context merge", "get or else", "is defined")
@pytest.mark.parametrize(("text", "expected"), [
    ('get value({金额: 4}, "金额")', 4), ('get value({金额: 4}, "数量")', None), ('get value(null, "a")', ERROR), ("get value({a: 1}, null)", ERROR), ('get value(m: {a: 1}, key: "a")', 1),
    ('get value(context: {a: 1}, key: "a")', 1), ('get value({a: {b: 5}}, ["a", "b"])', 5), ('get value({a: {b: 5}}, ["a", "c"])', None), ('get value({a: 1}, ["a", "b"])', None), ('get value([], "a")', ERROR),
    ("get entries({a: 1, b: 2})", [{"key": "a", "value": 1}, {"key": "b", "value": 2}]), ("get entries({})", []), ("get entries(null)", ERROR), ("get entries(m: {a: 1})", [{"key": "a", "value": 1}]),
    ('context([{key: "甲", value: 1}, {key: "乙", value: null, 附: 3}])', {"甲": 1, "乙": None}), ('context({key: "甲", value: 1})', {"甲": 1}), ("context([])", {}), ("context(get entries({a: 1}))", {"a": 1}),
    ('context([{key: "甲", value: 1}, {key: "甲", value: 2}])', ERROR), ('context([{key: "甲"}])', ERROR), ("context([{value: 1}])", ERROR), ("context([{key: 1, value: 1}])", ERROR), ("context(null)", ERROR),
    ('context(entries: [{key: "", value: 1}])', {"": 1}), ("context(entry: [])", ERROR), ('context("甲")', ERROR), ("context([], 1)", ERROR),
    ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}), ('context put({a: 1, b: 2}, "a", 3)', {"a": 3, "b": 2}), ('context put({}, "", null)', {"": None}), ('context put({a: {b: 1}, c: 2}, ["a", "b"], 3)', {"a": {"b": 3}, "c": 2}),
    ('context put({a: {}}, ["a", "b"], 3)', {"a": {"b": 3}}), ('context put({a: 1}, ["a", "b"], 3)', ERROR), ("context put({a: 1}, [], 3)", ERROR), ('context put({a: {}}, ["a", null], 3)', ERROR), ("context put({}, null, 1)", ERROR),
    ("context put({}, 1, 1)", ERROR), ('context put(null, "a", 1)', ERROR), ('context put({}, "a")', ERROR), ('context put(context: {}, key: "a", value: 1)', {"a": 1}), ('context put(context: {a: {}}, keys: ["a", "b"], value: 1)', {"a": {"b": 1}}),
    ('{原: {a: 1}, 新: context put(原, "a", 2)}', {"原": {"a": 1}, "新": {"a": 2}}),
    ("context merge([{a: 1, b: 2}, {b: 3}])", {"a": 1, "b": 3}), ("context merge([])", {}), ("context merge({a: 1})", {"a": 1}), ("context merge([{a: {b: 1}}, {a: {c: 2}}])", {"a": {"c": 2}}), ("context merge([{a: 1}, 2])", ERROR),
    ("context merge(null)", ERROR), ("context merge(contexts: [{a: 1}])", {"a": 1}), ("context merge(context: [{a: 1}])", ERROR),
    ("get or else(null, 3)", 3), ("get or else(4, 3)", 4), ("is defined(1)", True), ("is defined(null)", False),
])
def test_context_functions(text: str, expected: object) -> None:
    assert outcome(text) == expected
