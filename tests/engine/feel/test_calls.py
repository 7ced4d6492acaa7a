"""Functions: definitions, closures, typed parameters, positional and named arguments."""

from __future__ import annotations

import pytest

from engine.feel import FeelLimitExceeded
from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("function definition", "invocation")
@pytest.mark.parametrize(("text", "expected"), [
    ("(function(a, b) a - b)(5, 3)", 2), ("(function(a, b) a - b)(b: 5, a: 3)", -2), ("(function(首 付, 总 价) 首 付 / 总 价)(总 价: 4, 首 付: 1) * 4", 1),
    ("(function() 7)()", 7), ("(function(净-额, 税+费) 净-额 / 税+费)(税+费: 2, 净-额: 4)", 2), ("(function(a) function(b) function(c) a * b * c)(2)(3)(4)", 24), ("(function(a) (function(a) a)(a + 1))(1)", 2),
    ("{加: function(n) function(m) n + m, 加三: 加(3), r: 加三(4)}.r", 7), ("(function(f, x) f(f(x)))(function(n) n * 3, 2)", 18), ("(function(f) f([3, 1]))(min)", 1),
    ("{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(6)}.r", 720), ("[function(n) n + 1][1](2)", 3), ("{o: {f: function(n) -n}, r: o.f(2)}.r", -2),
    ("(function(a) a)()", ERROR), ("(function(a) a)(1, 2)", ERROR), ("(function(a, b) a)(a: 1)", ERROR), ("(function(a) a)(b: 1)", ERROR), ("(function(a) a)(null)", None),
    ("没有(1)", ERROR), ("null(1)", ERROR), ('"abs"(-1)', ERROR), ("3(1)", ERROR), ("true()", ERROR), ("[1](1)", ERROR), ("{a: 1}()", ERROR), ('@"P1D"()', ERROR),
])
def test_functions(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("typed parameters")
@pytest.mark.parametrize(("parameter", "argument", "expected"), [
    ("a: number", "3", 3), ("a: number", '"三"', None), ("a: number", "[3]", 3), ("a: number", "[3, 4]", None), ("a: number", "null", None), ("a: Any", "[3]", [3]),
    ("a: list<number>", "3", [3]), ("a: list<number>", '"三"', None), ("a: list<number>", "[1, null]", [1, None]), ("a: list<list<number>>", "[3]", [[3]]),
    ("a: date and time", '@"2027-05-01"', "2027-05-01T00:00:00Z"), ("a: date", '@"2027-05-01T08:00:00"', None), ("a: context<n: number>", '{n: 1, m: "多"}', {"n": 1, "m": "多"}),
    ("a: context<n: number>", '{n: "一"}', None), ("a: range<number>", "[1..2]", "[1..2]"), ("a: function<number>->number", "abs", "function"),
    ("a: years and months duration", '@"P1Y"', "P1Y"), ("a: days and time duration", '@"P1Y"', None), ("a: 未知", "3", None),
])
def test_arguments_are_converted_or_null(parameter: str, argument: str, expected: object) -> None:
    given = outcome(f"(function({parameter}) {{a: a}})({argument})")
    assert given == {"a": expected}


@computes("closed language")
@pytest.mark.parametrize("text", [
    "{f: function(n) f(n + 1), r: f(1)}.r", "{f: function(g) g(g), r: f(f)}.r", "for a in 1..100000, b in 1..100000 return 1", "for n in 1..1000000000 return n",
    'for n in 1..99 return if n = 1 then "长" else partial[-1] + partial[-1]', "for n in 1..99 return if n = 1 then [1] else concatenate(partial[-1], partial[-1])",
    "for n in 1..9000 return [partial]", "sort(for n in 1..90000 return -n)", "some n in 1..90000, m in 1..90000 satisfies false",
])
def test_work_without_end_is_refused(text: str) -> None:
    with pytest.raises(FeelLimitExceeded, match=r"feel\.limit"):
        outcome(text)


@computes("closed language")
@pytest.mark.parametrize("text", [
    "__import__(\"os\")", "x.__class__", "abs.__globals__", "open(\"/etc/passwd\")", "eval(\"1\")", "x.upper()", "{}.__class__", "x.__class__.__mro__", "run", "scope",
])
def test_there_is_no_way_to_python(text: str) -> None:
    assert outcome(text, x="a") is ERROR
