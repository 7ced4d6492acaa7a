"""Precedence, names with spaces, and errors that say where and what."""

from __future__ import annotations

import time

import pytest

from engine import feel
from tests.engine.feel.ask import NOW, value


@pytest.mark.parametrize(("text", "expected"), [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 2 - 3", 5), ("2 ** 3 ** 2", 64), ("-3 ** 2", 9), ("8 / 4 / 2", 1),
    ("1 < 2 and 2 < 3 or false", True), ("true or false and false", True), ("1 + 1 = 2", True), ("- -4", 4),
    ("if true then 1 else 2 + 3", 1), ("2 between 1 and 3 and false", False), ("not(1 = 2)", True),
    ("{a: {b: [1, 2]}}.a.b[2]", 2), ("1 + 1 instance of number", None),
])
def test_precedence(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("names", "text"), [
    (["项目 名称"], '项目 名称 = "x"'),
    (["项目 名称"], '项目   名称 = "x"'),
    (["a-b", "a", "b"], 'a-b = "x"'),
    (["金额（万元）"], '金额（万元） = "x"'),
    (["date and time of filing"], 'date and time of filing = "x"'),
    (["if any"], 'if any = "x"'),
    (["Applicant's age"], 'Applicant\'s age = "x"'),
])
def test_declared_names_may_hold_spaces_operators_and_keywords(names: list[str], text: str) -> None:
    assert feel.parse(text, names).evaluate({names[0]: "x"}, now=NOW) is True


def test_undeclared_names_side_by_side_are_one_name() -> None:
    expression = feel.parse("建设 单位 + 1")
    assert expression.names == {"建设 单位"}
    assert expression.evaluate({"建设 单位": 1}, now=NOW) == 2


def test_a_longer_name_wins() -> None:
    expression = feel.parse("a b + a", ["a", "a b"])
    assert expression.evaluate({"a": 1, "a b": 10}, now=NOW) == 11


def test_entries_keep_their_spaces_in_paths() -> None:
    assert value("{项目 名称: 1}.项目 名称") == 1
    assert value("p.day-to-day", p={"day-to-day": 2}, **{"day-to-day": None}) == 2


@pytest.mark.parametrize(("text", "names"), [
    ("amount > 400 and status = \"ok\"", {"amount", "status"}),
    ("for x in xs return x + y", {"xs", "y"}),
    ("some x in xs satisfies x = limit", {"xs", "limit"}),
    ("function(a) a + b", {"b"}),
    ("{a: 1, b: a + c}", {"c"}),
    ("count(list) + string length(s)", {"list", "s"}),
    ("project.unit.name", {"project"}),
    ("items[price > 3]", {"items"}),
    ("items[item > limit]", {"items"}),
])
def test_free_names(text: str, names: set[str]) -> None:
    assert feel.parse(text).names == names


def test_in_a_filter_a_declared_name_is_free() -> None:
    assert feel.parse("items[price > limit]", ["items", "limit"]).names == {"items", "limit"}


@pytest.mark.parametrize(("text", "position", "expected"), [
    ("1 +", 3, "expression"), ("(1", 2, ")"), ("[1, 2", 5, "]"), ("if a then 1", 11, "else"), ("a b c = ", 8, "expression"),
    ("1 2", 2, "end"), ("for x xs return x", 9, "in"), ("{a 1}", 4, ":"), ("f(1 2)", 4, ","), ("a.", 2, "name"), ("", 0, "expression"),
    ("x in", 4, "expression"), ("[1..5", 5, "] ) ["), ("@5", 1, "string"), ("a = = b", 4, "expression"),
])
def test_a_syntax_error_says_where_and_what_was_expected(text: str, position: int, expected: str) -> None:
    with pytest.raises(feel.FeelSyntaxError) as caught:
        feel.parse(text)
    assert caught.value.code == "feel.syntax"
    assert (caught.value.data["position"], caught.value.data["expected"]) == (position, expected)


@pytest.mark.parametrize(("text", "code"), [
    ('@"2027-02-30"', "feel.temporal"), ("{a: 1, a: 2}", "feel.duplicate_entry"), ("1e99999", "feel.number"),
    ('function(a) external {java: {class: "x"}}', "feel.external_function"),
])
def test_other_mistakes(text: str, code: str) -> None:
    with pytest.raises(feel.FeelSyntaxError) as caught:
        feel.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", [
    "(" * 10_000, "[" * 10_000, "-" * 10_000 + "1", "{a:" * 10_000, "f(" * 10_000, "if " * 10_000, "a" + "[1]" * 20_000,
    "1" + "+1" * 40_000, "a" + ".b" * 40_000, "1 instance of " + "list<" * 10_000, "not(" * 10_000, "x" * 1_000_000,
    "/* " * 30_000, "f(a " * 20_000, "some x in " * 9_000,
])
def test_hostile_text_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse(text)
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse_unary_tests(text)
    assert time.process_time() - began < 5


def test_long_conditions_are_no_nesting() -> None:
    assert value(" and ".join(["true"] * 1000)) is True
