"""Literals, names, logic, conditions, paths and ranges as values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("and, or")
@pytest.mark.parametrize(("left", "right", "both", "either"), [
    ("true", "true", True, True), ("true", "false", False, True), ("false", "true", False, True), ("false", "false", False, False),
    ("true", "null", None, True), ("null", "true", None, True), ("false", "null", False, None), ("null", "false", False, None), ("null", "null", None, None),
    ("true", "3", ERROR, True), ('"是"', "true", ERROR, True), ("false", "[]", False, ERROR), ("{}", "false", False, ERROR), ("3", "null", ERROR, ERROR),
])
def test_three_valued_logic(left: str, right: str, both: object, either: object) -> None:
    assert (outcome(f"{left} and {right}"), outcome(f"{left} or {right}")) == (both, either)


@computes("and, or")
@pytest.mark.parametrize(("text", "expected"), [
    ("false or true and false", False), ("true or true and false", True), ("not(true) or not(false)", True), ("1 = 1 and 2 > 1 or x", True),
    ("true and true and true", True), ("null and null or true", True),
])
def test_logic_binds_as_usual(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("if")
@pytest.mark.parametrize(("text", "expected"), [
    ("if 2 > 1 then 1 else 2", 1), ("if null then 1 else 2", 2), ('if "是" then 1 else 2', 2), ("if true then if false then 1 else 2 else 3", 2),
    ("(if false then 1 else 2) + 1", 3), ("if true then null else 1", None),
])
def test_if(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("between")
@pytest.mark.parametrize(("text", "expected"), [
    ("3 between 1 and 3", True), ("0 between 1 and 3", False), ("3 between 3 and 1", False), ("null between 1 and 3", ERROR), ("3 between null and 5", ERROR),
    ("9 between null and 5", False), ('3 between "一" and 5', ERROR), ('"b" between "a" and "c"', True), ('@"P3D" between @"P1D" and @"P4D"', True),
    ("1 + 1 between 1 and 2 and true", True), ("not(3 between 1 and 2)", True),
])
def test_between(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("context", "path")
@pytest.mark.parametrize(("text", "expected"), [
    ("{单 价: 3, 数量: 2, 金额: 单 价 * 数量}.金额", 6), ("{a: 1, b: {c: a + 1}}.b.c", 2), ("{a+b: 1, c: a+b + 1}.c", 2), ('{"a (b)!": 1}', {"a (b)!": 1}),
    ('{"": 1}', {"": 1}), ("{🐎: 1}.🐎", 1), ("{a: 1}.b", ERROR), ("null.a", None), ("3 .a", ERROR), ('"文".a', ERROR), ("[{a: 1}, {b: 2}].a", [1, None]),
    ("[{a: [1, 2]}, {a: 3}].a", [[1, 2], 3]), ("[[{a: 1}], {a: 2}].a", [[1], 2]), ("[].a", []), ("{in: 1}.in", 1), ("{a: {if: 2}}.a.if", 2),
    ('{f: function(n) if n = 0 then 0 else n + f(n - 1), r: f(4)}.r', 10), ("{a: 1, a b: 2, a b c: 3, d: a b c}.d", 3),
])
def test_contexts_and_paths(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("names with spaces and operators")
@pytest.mark.parametrize(("text", "context", "expected"), [
    ("a-b", {"a-b": 5, "a": 3, "b": 1}, 5), ("a-b", {"a": 3, "b": 1}, 2), ("a - b", {"a-b": 5}, 5), ("项目  总 投资 * 2", {"项目 总 投资": 4}, 8),
    ("货物 and 服务", {"货物 and 服务": 4}, 4), ("货物 and 服务", {"货物": True, "服务": False}, False), ("if 有 then", {"if 有 then": 2}, 2),
    ("in stock > 3", {"in stock": 4}, True), ("a.b", {"a.b": 3}, 3), ("a.b", {"a": {"b": 4}}, 4), ("x.a+b", {"x": {"a": 1}, "b": 2}, 3),
    ("bob's age", {"bob's age": 9}, 9), ("金额（万元） + 1", {"金额（万元）": 1}, 2), ("𠮷野 + 1", {"𠮷野": 1}, 2), ("list contains", {"list contains": 3}, 3),
    ("for 名 in in list return 名", {"in list": [1]}, [1]), ("{订 单: 1}.订 单", {}, 1), ("count", {"count": 3}, 3), ("count([1])", {"count": 3}, 1),
    ("date", {"date": "2027"}, "2027"), ("数2量_3", {"数2量_3": 7}, 7), ("?", {"?": 1}, 1),
])
def test_names(text: str, context: dict[str, object], expected: object) -> None:
    assert outcome(text, **context) == expected


@computes("number literals", "string literals")
@pytest.mark.parametrize(("text", "expected"), [
    ("007", 7), (".5", Decimal("0.5")), ("1.5e3", 1500), ("1E-2", Decimal("0.01")), (r'"\u4e2d\u6587"', "中文"), (r'"\uD83D\uDC0E"', "🐎"), (r'"\U01F40E"', "🐎"),
    (r'"a\tb\nc\\d\"e"', 'a\tb\nc\\d"e'), (r'"\d"', "\\d"), ('"🐎 马"', "🐎 马"), ('"多\n行"', "多\n行"), ("// 注\n1 /* 再 // 注 */ + 1", 2), ("1 /* a * b */", 1),
])
def test_literals(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("ranges")
@pytest.mark.parametrize(("text", "expected"), [
    ("[2..5].start", 2), ("(2..5].start included", False), ("]2..5[.end included", False), ("[2..5).end", 5), ("(> 2).start", 2), ("(> 2).end", None),
    ("(<= 5).end included", True), ("(<= 5).start included", False), ("(= 5).start", 5), ("> 2", "(2..)"), ("[> 2, <= 5]", ["(2..)", "(..5]"]),
    ("(>= 2) = >= 2", True), ("{a: < 3}.a", "(..3)"), ('["a".."c"].end', "c"), ('[@"P1D"..@"P2D"].start', "P1D"), ('["a"..3]', ERROR), ("[null..3]", ERROR),
    ("[x..x + 2].end", 5), ("]1..-10[.end included", False), ("]-10..-1[.end included", False), ("[1..2 ** x[.end", 8), ("[xs[1]..xs[2][.end", 5), ("[xs[1]..xs[2]].end", 5), ("3 in [1..xs[count(xs)][", True), ("3 in [x..5]", True), ("[1..3] in [[1..3]]", True),
])
def test_ranges_are_values(text: str, expected: object) -> None:
    assert outcome(text, x=3, xs=[4, 5]) == expected
