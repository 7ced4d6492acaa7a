"""List functions (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("list contains", "count", "is empty", "index of", "all", "any")
@pytest.mark.parametrize(("text", "expected"), [
    ("list contains([4, null], null)", True), ("list contains([[4], 5], [4])", True), ('list contains([4], "4")', False), ("list contains([{a: 1}], {a: 1})", True), ("list contains(4, 4)", True), ("list contains(null, 4)", ERROR), ("list contains(list: [4], element: 4)", True), ("list contains([4])", ERROR),
    ("count([4, null])", 2), ("count([])", 0), ("count(4)", 1), ("count(null)", ERROR), ("count(list: [4])", 1), ("count([4], [5])", ERROR), ("is empty([])", True), ("is empty([null])", False),
    ("index of([4, 5, 4], 4)", [1, 3]), ("index of([4], 5)", []), ("index of([null], null)", [1]), ("index of(null, 4)", ERROR), ("index of(match: 4, list: [4])", [1]),
    ("all([true, true])", True), ("all([true, false, null])", False), ("all([true, null])", None), ("all([])", True), ("all(true, false)", False), ("all(true)", True), ("all([true, 1])", None), ("all(null)", None), ("all()", ERROR), ("all(list: [true])", True),
    ("any([false, true])", True), ("any([false, null])", None), ("any([null, true])", True), ("any([])", False), ("any(false, false)", False), ("any([0])", None), ("any()", ERROR), ("any(list: [false])", False),
])
def test_questions_about_lists(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes(
    "sublist", "append", "concatenate", "insert before", "remove", "list replace", "reverse", "union", "distinct values", "duplicate values", "flatten",
)
@pytest.mark.parametrize(("text", "expected"), [
    ("sublist([4, 5, 6], 2)", [5, 6]), ("sublist([4, 5, 6], -2, 1)", [5]), ("sublist([4, 5, 6], 1, 3)", [4, 5, 6]), ("sublist([4], 0)", ERROR), ("sublist([4], 2)", ERROR), ("sublist([4], 1, 2)", ERROR), ("sublist([4], 1, 0)", ERROR), ("sublist([4], 1.5)", ERROR),
    ("sublist(list: [4, 5], start position: 2)", [5]), ("sublist(null, 1)", ERROR), ("append([4], 5, [6])", [4, 5, [6]]), ("append(4, 5)", [4, 5]), ("append([], null)", [None]), ("append(null, 4)", ERROR), ("append([4])", ERROR),
    ("concatenate([4], [5], 6)", [4, 5, 6]), ("concatenate([4], null)", ERROR), ("concatenate()", ERROR), ("insert before([4, 6], 2, 5)", [4, 5, 6]), ("insert before([4, 6], -1, 5)", [4, 5, 6]), ("insert before([4], 2, 5)", ERROR), ("insert before([4], 0, 5)", ERROR), ("insert before([], 1, 5)", ERROR),
    ("insert before(list: [4], position: 1, newItem: null)", [None, 4]), ("remove([4, 5], 1)", [5]), ("remove([4, 5], -1)", [4]), ("remove([4], 2)", ERROR), ("remove([4], 0)", ERROR), ("remove(null, 1)", ERROR),
    ("list replace([4, 5], 2, 7)", [4, 7]), ("list replace([4, 5], -2, null)", [None, 5]), ("list replace([4], 2, 7)", ERROR), ("list replace([4], 0, 7)", ERROR), ("list replace([4], 1.5, 7)", ERROR), ('list replace([4], "1", 7)', ERROR), ("list replace(4, 1, 7)", [7]), ("list replace([4])", ERROR),
    ("list replace([4, 5, 6], function(旧, 新) 旧 < 新 - 1, 7)", [7, 7, 6]), ("list replace([4], function(a) true, 7)", ERROR), ("list replace([4], function(a, b, c) true, 7)", ERROR), ("list replace([4], function(a, b) a, 7)", ERROR), ("list replace(list: [4], match: function(a, b) true, newItem: 7)", [7]),
    ("list replace(list: [4], position: 1, newItem: 7)", [7]), ("list replace(list: [4], position: 1, newItem: 7, x: 1)", ERROR), ("reverse([4, 5])", [5, 4]), ("reverse(4)", [4]), ("union([4, 5], [5, 6])", [4, 5, 6]), ("union([4], 4)", [4]), ("union([4], null)", ERROR),
    ("distinct values([4, 4.0, null, null, [4], [4]])", [4, None, [4]]), ("distinct values(null)", ERROR), ("duplicate values([4, 5, 4, 4])", [4]), ("flatten([4, [5, [6]], []])", [4, 5, 6]), ("flatten(4)", [4]), ("flatten(null)", ERROR),
])
def test_lists_from_lists(text: str, expected: object) -> None:
    assert outcome(text) == expected
