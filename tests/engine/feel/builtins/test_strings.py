"""String functions (DMN 1.5, 10.3.4.3): a character is a code point."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes(
    "substring", "string length", "upper case", "lower case", "substring before", "substring after", "contains", "starts with", "ends with", "string join", "trim",
    "is blank",
)
@pytest.mark.parametrize(("text", "expected"), [
    ('substring("政务云平台", 3)', "云平台"), ('substring("政务云平台", 3, 1)', "云"), ('substring("政务云平台", -2)', "平台"), ('substring("政务云平台", -5, 2)', "政务"), ('substring("政务云", 2, 9)', "务云"), ('substring("政务云", 2.9, 1.9)', "务"),
    ('substring("🐎政务", 2)', "政务"), ('substring("政务", 3)', ""), ('substring("政务", -3)', ""), ('substring("", 1)', ""), ('substring("政务", 0)', ERROR), ('substring("政务", 1, 0)', ERROR), ('substring("政务", 1, -1)', ERROR), ('substring("政务", 1, null)', "政务"),
    ('substring("政务", null)', ERROR), ("substring(null, 1)", ERROR), ("substring(12, 1)", ERROR), ('substring("政务")', ERROR), ('substring(string: "政务", start position: 2)', "务"), ('substring(string: "政务", length: 1, start position: 1)', "政"), ('substring(text: "a", start position: 1)', ERROR),
    ('string length("🐎马")', 2), ('string length("")', 0), ("string length(null)", ERROR), ('string length(["马"])', 1), ("string length([])", ERROR), ('string length(string: "马")', 1), ("string length(12)", ERROR),
    ('upper case("aß中")', "ASS中"), ('lower case("AÉ中")', "aé中"), ("upper case(1)", ERROR), ("lower case(null)", ERROR), ('upper case("a", "b")', ERROR),
    ('substring before("政务云平台", "云")', "政务"), ('substring before("政务", "云")', ""), ('substring before("政务", "")', ""), ('substring before("", "云")', ""), ("substring before(null, \"云\")", ERROR), ('substring before(string: "a云", match: "云")', "a"),
    ('substring after("政务云平台", "云")', "平台"), ('substring after("政务", "云")', ""), ('substring after("政务", "")', "政务"), ('substring after("", "云")', ""), ('substring after("政务", null)', ERROR),
    ('contains("政务云", "务")', True), ('contains("政务云", "")', True), ('contains("ab", "AB")', False), ('contains("a", null)', ERROR), ('starts with("政务云", "政")', True), ('starts with("政务", "务")', False), ("starts with(1, \"1\")", ERROR),
    ('ends with("政务云", "云")', True), ('ends with("政务云", "政")', False), ('ends with(string: "🐎", match: "🐎")', True),
    ('string join(["甲", null, "乙"], "、")', "甲、乙"), ('string join(["甲", "乙"])', "甲乙"), ('string join(["甲", "乙"], null)', "甲乙"), ("string join([])", ""), ('string join(["甲"], "、", "《", "》")', "《甲》"), ('string join("甲", "、")', "甲"), ("string join([1])", ERROR), ("string join(null)", ERROR),
    ('string join(["甲"], 1)', ERROR), ('string join(list: ["甲", "乙"], delimiter: "-")', "甲-乙"), ("string join()", ERROR), ('trim("  a ")', "a"), ('is blank(" \\t")', True), ('is blank("a")', False),
])
def test_string_functions(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("not")
@pytest.mark.parametrize(("text", "expected"), [
    ("not(true)", False), ("not(false)", True), ("not(null)", None), ("not(0)", None), ('not("")', None), ("not()", ERROR), ("not(true, true)", ERROR), ("not(negand: false)", True), ("not(value: false)", ERROR), ("not(1 > 2)", True),
])
def test_not(text: str, expected: object) -> None:
    assert outcome(text) is expected
