"""Regular expressions: the flavour of XPath, in bounded work."""

from __future__ import annotations

import pytest

from engine.feel import FeelLimitExceeded
from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("matches")
@pytest.mark.parametrize(("text", "expected"), [
    (r'matches("京政数〔2027〕5号", "〔\d{4}〕\d+号$")', True), (r'matches("A1", "^[a-z]")', False), (r'matches("A1", "^[a-z]", "i")', True), (r'matches("甲\n乙", "甲.乙")', False), (r'matches("甲\r乙", "甲.乙")', False), (r'matches("甲\n乙", "甲.乙", "s")', True),
    (r'matches("甲\n乙\n", "^乙$")', False), (r'matches("甲\n乙\n", "^乙$", "m")', True), (r'matches("甲乙", "甲 乙", "x")', True), (r'matches("甲 乙", "甲[ ]乙", "x")', True), (r'matches("a.b", ".b", "q")', True), (r'matches("axb", "a.b", "q")', False), (r'matches("AXB", "x", "qi")', True),
    (r'matches("b", "[a-z-[aeiou]]")', True), (r'matches("E", "[A-Z-[AEIOU]]", "i")', False), (r'matches("q", "[^Q]", "i")', False), (r'matches("中", "\p{Lo}")', True), (r'matches("中", "\p{IsBasicLatin}")', False), (r'matches("a", "\P{L}")', False), (r'matches("_", "\i")', True),
    (r'matches("\u212A", "k", "i")', True), (r'matches("", "")', True), (r'matches("abc", "")', True), (r'matches("甲", "甲", null)', True), (r'matches("甲", "甲", "")', True), (r'matches(input: "甲", pattern: "乙")', False),
    (r'matches("甲", "(")', ERROR), (r'matches("甲", "[")', ERROR), (r'matches("甲", "甲", "z")', ERROR), (r'matches("甲", "甲", " ")', ERROR), (r'matches("甲", "\p{IsNoSuch}")', ERROR), (r'matches("甲", "\q")', ERROR), (r'matches("a", "a++")', ERROR),
    (r'matches(null, "甲")', ERROR), (r'matches("甲", null)', ERROR), (r'matches("甲")', ERROR), (r'matches("甲", ["甲"])', True), (r'matches("甲", [])', ERROR),
])
def test_matches(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("matches", "replace", "split")
@pytest.mark.parametrize(("text", "expected"), [
    (r'matches("政政", "^(.)\1$")', True), (r'matches("政务", "^(.)\1$")', False), (r'matches("aA", "(a)\1")', False), (r'matches("aA", "(a)\1", "i")', True), (r'matches("abcabc", "^(a(b)c)\1$")', True), (r'matches("abcb", "^(a(b)c)\2$")', True),
    (r'matches("xx-xx", "^(x+)-\1$")', True), (r'matches("xxx-xx", "(x+)-\1$")', True), (r'matches("xxx-xx", "^(x+)-\1$")', False), (r'matches("b", "^(a)?b\1$")', True), (r'matches("aba", "^(a|b)+\1?$")', True), (r'matches("aa\nbb", "^(b)\1$", "m")', True),
    (r'matches("a.a", "(a) . \1", "x")', True), (r'matches("a\na", "(a).\1")', False), (r'matches("a\na", "(a).\1", "s")', True), (r'matches("11 12", "(\d)\1{1,2}$")', False), (r'matches("111", "^(\d)\1{1,2}$")', True), (r'matches("aaaa", "^(a{2}?)\1$")', True),
    (r'matches("ab", "(?:a)(b)\1")', False), (r'matches("abb", "(?:a)(b)\1")', True), (r'matches("\\1", "\\1", "q")', True), (r'matches("aa", "(a)[a-z-[b]]\1")', False), (r'matches("", "^(a*)*\1$")', True), (r'replace("aabbc", "(.)\1", "<$1>")', "<a><b>c"),
    (r'replace("aab", "(a*)\1", "x")', ERROR), (r'split("a--b==c", "([-=])\1")', ["a", "b", "c"]), (r'matches("aa", "\1(a)")', ERROR), (r'matches("aa", "(a\1)")', ERROR), (r'matches("aa", "(a)\2")', ERROR), (r'matches("aa", "(a)[\1]")', ERROR), (r'matches("a", "(a)\1)")', ERROR),
    (r'matches("a", "((a)\1")', ERROR), (r'matches("a", "*(a)\1")', ERROR), (r'matches("a", "(a)\1{3,2}")', ERROR), (r'matches("a", "(a)\1{999}{999}")', ERROR),
])
def test_back_references(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("replace", "split", "extract")
@pytest.mark.parametrize(("text", "expected"), [
    (r'replace("13800001234", "(\d{3})\d{4}(\d{4})", "$1****$2")', "138****1234"), (r'replace("甲乙甲", "甲", "丙")', "丙乙丙"), (r'replace("abc", "[A-Z]", "#", "i")', "###"), (r'replace("aaa", "a+?", "b")', "bbb"), (r'replace("aaa", "a+", "b")', "b"), (r'replace("abc", "(b)|(c)", "[$1|$2]")', "a[b|][|c]"),
    (r'replace("a1", "\d", "<$0>")', "a<1>"), (r'replace("甲", "甲", "\\\\$")', ERROR), (r'replace("甲", "甲", "\\$5")', "$5"), (r'replace("甲", "甲", "$")', ERROR), (r'replace("甲", "x*", "y")', ERROR), (r'replace("a.b", ".", "$1", "q")', "a$1b"), (r'replace("甲", "乙", "丙")', "甲"), (r'replace("", "乙", "丙")', ""),
    (r'replace(input: "甲", pattern: "甲", replacement: "乙", flags: "s")', "乙"), (r'replace("甲", "甲")', ERROR), (r'replace(null, "甲", "乙")', ERROR),
    (r'split("甲、乙、、丙", "、")', ["甲", "乙", "", "丙"]), (r'split("a1b22c", "\d+")', ["a", "b", "c"]), (r'split("", ",")', [""]), (r'split("甲", "(")', ERROR), (r'split("甲", null)', ERROR), (r'split(string: "a,b", delimiter: ",")', ["a", "b"]), (r'extract("甲1乙22", "\d+")', ["1", "22"]),
])
def test_replace_and_split(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("closed language")
@pytest.mark.parametrize(("text", "size"), [
    ('matches(x, "' + "a{1000}" * 100 + '")', 100_000), ('replace(x, "a.*b|a", "c")', 100_000), ('replace(x, "a", "$0$0$0$0$0$0$0$0$0$0$0$0")', 90_000),
    ('matches(x, "^(a*)*(a*)*(a*)*\\3b$")', 90),
    ('for n in 1..9000 return matches(x, "[a-z]*" + string(n))', 9),
])
def test_a_pattern_costs_what_it_may_cost(text: str, size: int) -> None:
    with pytest.raises(FeelLimitExceeded, match=r"feel\.limit"):
        outcome(text, x="a" * size)


@computes("closed language")
@pytest.mark.parametrize("pattern", ["(" * 201 + "a" + ")" * 201, "a" * 10_001, "(((a{1000}){1000}){1000})", "[a-z-" * 21 + "[a]" + "]" * 21])
def test_a_pattern_without_measure_is_null(pattern: str) -> None:
    assert outcome("matches(x, p)", x="a", p=pattern) is ERROR


def test_long_texts_are_cut_at_plain_marks() -> None:
    assert outcome('count(split(x, ","))', x="ab," * 20_000) == 20_001
