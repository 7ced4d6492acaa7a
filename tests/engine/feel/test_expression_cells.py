"""Unary tests: what a decision table's cell says of a value (DMN 1.5, grammar rules 7 to 17)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine import feel
from tests.engine.feel.ask import NOW, raw
from tests.engine.feel.coverage import computes

#: Cell, value, verdict; None where it cannot be said.
CELLS: list[tuple[str, Any, bool | None]] = [
    ("-", 1, True), ("", 1, True), ("-", None, True), ("5", 5, True), ("5", 6, False), ("-5", -5, True), ("5", "五", None), ("5", None, False), ("1 + 4", 5, True), ("(5)", 5, True),
    ("< 5", 4, True), ("<= 5", 5, True), ("> 5", 5, False), (">= 5", 5, True), ("= 5", 5, True), ("!= 5", 5, False), ("< 5", "四", None), ("< 5", None, None), ("(> 5)", 6, True),
    ("[1..5]", 5, True), ("(1..5)", 1, False), ("]1..5[", 5, False), ("[-5..-1]", -3, True), ('["a".."c"]', "b", True), ("[1..5]", None, None), ("[n..n + 2]", 7, True), ("> n", 6, True), ("n", 5, True), ("numbers", 4, True), ("numbers", 9, False), ("span", 4, True),
    ("1, 3", 3, True), ("[1..2], > 8", 9, True), ('"甲", "乙"', "丙", False), ("[1, 2, 3]", 2, True), ("[1, 2]", [1, 2], True), ("{a: 1}", {"a": 1}, True), ('"-"', "-", True),
    ("not(5)", 6, True), ("not(1, 3)", 3, False), ("not([1..5])", 6, True), ("not(< 5, > 9)", 7, True), ('not("甲")', "甲", False), ("not(5)", "五", None), ("not(5)", None, True),
    ("null", None, True), ("null", 1, False), ("not(null)", 1, True), ("true", True, True), ("false", True, False), ("not(true)", False, True),
    ('@"2027-05-01"', date(2027, 5, 1), True), ('date("2027-05-01")', date(2027, 5, 1), True), ('< @"2027-05-01"', date(2027, 4, 30), True), ('[@"2027-05-01"..@"10000-01-01"]', date(9999, 12, 31), True),
    ("? > 5", 6, True), ("? > 5 and ? < 9", 9, False), ("? in [1..5]", 3, True), ("? = null", None, True), ("? != null", None, False), ('contains(?, "云")', "政务云", True), ("count(?) > 1", [1], False), ("some x in ? satisfies x > 2", [1, 3], True),
    ("?.a > 1", {"a": 2}, True), ("?[1] = 2", [2], True), ("? instance of number", 3, True), ("if ? > 5 then true else false", 6, True), ("not(? > 5)", 7, False), ("?", True, True), ("f(?)", 3, True), ("not(no) and n > 1", 1, True), ("是 否", "是", True), ("是 否, \"否\"", "否", True),
]


@computes("unary tests")
@pytest.mark.parametrize(("cell", "tested", "verdict"), CELLS)
def test_cells(cell: str, tested: object, verdict: bool | None) -> None:
    context = {"n": 5, "numbers": [4, 5], "span": raw("[1..5]"), "f": raw("function(x) x > 1"), "no": False, "是 否": "是"}
    assert feel.parse_unary_tests(cell, context.keys()).matches(tested, context, now=NOW) is verdict


@computes("unary tests")
@pytest.mark.parametrize("cell", ["1..5", "< ", "not(", "not(1", "1,", ", 1", "> 5 6", "＞ 5", "[1..5", "“甲”", "5 five", "- 5 -"])
def test_what_is_no_cell(cell: str) -> None:
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse_unary_tests(cell)
