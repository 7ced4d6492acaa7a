"""What expressions are worth: literals, nulls, collections, functions, and cells of decision tables."""

from __future__ import annotations

import threading
from datetime import date, datetime
from decimal import Decimal

import pytest

from engine import feel
from tests.engine.feel.ask import NOW, codes, raw, value


@pytest.mark.parametrize(("text", "expected"), [
    ("null", None), ("true", True), ("1.50", Decimal("1.5")), ('"中文"', "中文"), ("[1, [2]]", [1, [2]]), ("{}", {}),
    ('{"a b": 1, c: a b + 1}', {"a b": 1, "c": 2}), ('@"2027-01-04"', "2027-01-04"), ('@"P1Y"', "P1Y"),
    ("[1..5]", "[1..5]"), ("(> 5)", "(5..)"), ("(<= 5)", "(..5]"),
])
def test_literals(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("0.1 + 0.2", Decimal("0.3")), ("1 / 3", Decimal("0.3333333333333333333333333333333333")),
    ('"a" + "b"', "ab"), ("2 ** 0.5 > 1.41", True),
])
def test_arithmetic(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("x[1]", 5), ("x[-1]", 7), ("x[item > 5]", [6, 7]), ("x[true]", [5, 6, 7]), ("x[n]", 6), ("x[9]", None), ("x[0]", None),
    ("x[count(x)]", 7), ("5[1]", 5), ("null[1]", None), ("null[item > 1]", []), ("x[even(item)]", [6]),
    ('rows[name = "b"].size', [2]), ("rows[size > limit][1].name", "b"), ("rows.size", [1, 2]), ("rows[item.size = 1].name", ["a"]),
    ("rows[1].none", None),
])
def test_filters_and_paths(text: str, expected: object) -> None:
    rows = [{"name": "a", "size": 1}, {"name": "b", "size": 2}]
    assert value(text, x=[5, 6, 7], n=2, rows=rows, limit=1) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("for i in 1..3 return i * i", [1, 4, 9]), ("for i in 3..1 return i", [3, 2, 1]), ("for i in [1..4) return i", [1, 2, 3]),
    ("for i in 1..2, j in [10, 20] return i + j", [11, 21, 12, 22]), ("for xs in [[1, 2], [3]], x in xs return x", [1, 2, 3]),
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", [1, 1, 2, 6, 24]), ("for i in 5 return i", [5]),
    ('for d in @"2027-01-31"..@"2027-02-01" return string(d)', ["2027-01-31", "2027-02-01"]), ("for i in null return i", None),
    ("some x in [1, 2] satisfies x > 1", True), ("every x in [1, 2] satisfies x > 1", False),
    ("some x in [] satisfies x", False), ("every x in [] satisfies x", True), ("some x in [null, 1] satisfies x > 1", None),
    ("every x in [1], y in [2, 3] satisfies x < y", True),
])
def test_iteration(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("(function(a, b) a - b)(5, 3)", 2), ("(function(a, b) a - b)(b: 5, a: 3)", -2),
    ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r", 2432902008176640000),
    ("(function(a: number) a)(\"x\")", None), ("(function(a) a)(1, 2)", None), ("unknown(1)", None),
    ('substring(string: "foobar", start position: 3)', "obar"), ('substring(text: "foobar", start position: 3)', None),
    ("count(count)", 1), ("sort([3, 1, 2], function(a, b) a > b)", [3, 2, 1]), ("{count: 5, n: count([1, 2])}.n", 2),
])
def test_functions(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("1 in [1..3]", True), ("1 in (1..3]", False), ("3 in ]1..3[", False), ("1 in (1, 2)", True), ("5 in (> 3, < 1)", True),
    ("5 in > 3", True), ("5 in [1, 5]", True), ("[1] in [[1], [2]]", True), ("5 in [[1..3], [4..6]]", True), ('"b" in ["a".."c"]', True),
    ("1 in null", False), ("null in [1..3]", None), ("5 in ]1..3[ or true", True), ("2 in (1..3) and true", True),
    ("5 in (> 5)", False), ("null in null", True), ("(1..3).start included", False), ("[1..3].end", 3),
])
def test_membership(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(("text", "code"), [
    ('"2027-01-01" < today()', "feel.compare"), ('filed < today()', "feel.compare"), ("1 + \"a\"", "feel.operands"),
    ("1 / 0", "feel.arithmetic"), ("0 ** -2.5", "feel.arithmetic"), ('1e6000 * @"P1M"', "feel.arithmetic"), ("missing", "feel.no_variable"), ("{a: 1}.b", "feel.no_entry"), ("\"a\".b", "feel.no_property"),
    ("[1][5]", "feel.no_position"), ("true and 1", "feel.not_boolean"), ('date("x")', "feel.function"), ("sqrt(\"x\")", "feel.arguments"),
    ("f(1)", "feel.no_variable"), ('now() < date and time("2027-01-01T00:00:00")', "feel.mixed_zones"),
])
def test_what_cannot_be_computed_is_null_and_says_why(text: str, code: str) -> None:
    assert code in codes(text, filed="2027-01-01")


def test_the_time_is_an_argument() -> None:
    assert raw("now()") == NOW
    assert raw("today()") == date(2027, 1, 4)
    assert value('now() > @"2027-01-04T01:00:00Z"') is True


def test_a_null_condition_chooses_else() -> None:
    assert value("if x > 1 then 1 else 2", x=None) == 2


def test_a_float_is_refused_at_the_door() -> None:
    for text in ("x + 1", "x", "y.z", "[y.z]", "for i in w return i", "w[1]"):
        with pytest.raises(TypeError):
            raw(text, x=1.5, y={"z": 1.5}, w=[1.5])


def test_integers_and_booleans_stay_apart() -> None:
    assert value("x = 1", x=True) is None
    assert value("x + 1", x=True) is None
    assert value("x = 1", x=1) is True


@pytest.mark.parametrize(("text", "limit"), [
    ("for i in 1..1000000000 return i", "list"), ("for i in 1..90000, j in 1..90000 return 1", "steps"),
    ("{f: function(n) f(n + 1), r: f(1)}.r", "calls"),
    ('for i in 1..60 return if i = 1 then "aaaaaaaaaaaaaaaaaaaaaaaaa" else partial[-1] + partial[-1]', "string"),
    ("string((for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1])", "steps"),
    ("{f: function(n) f(n) + f(n), r: f(1)}.r", "calls"),
    ('distinct values(for i in 1..20000 return i)', "steps"),
])
def test_work_is_bounded(text: str, limit: str) -> None:
    with pytest.raises(feel.FeelLimitExceeded) as caught:
        raw(text)
    assert caught.value.data["limit"] == limit


def test_values_nested_by_computing_are_bounded_too() -> None:
    deep = "(for i in 1..1500 return if i = 1 then [1] else [partial[-1]])[-1]"
    with pytest.raises(feel.FeelLimitExceeded):
        raw(f"{deep} = {deep}")
    with pytest.raises(feel.FeelLimitExceeded):
        value(deep)


@pytest.mark.parametrize(("cell", "passing", "failing"), [
    ("-", [1, "a", None], []), ("", [1, None], []), ('"a", "b"', ["a", "b"], ["c"]), ('not("a", "b")', ["c"], ["a"]), ("[1..5]", [1, 5], [6]),
    ("> 3", [4], [3]), ("> 3, < 1", [0, 4], [2]), ("? > 3 and ? < 5", [4], [5]), ("null", [None], [1]), ("not(null)", [1], [None]),
    ("limit", [4], [5]), ("limit + 1", [5], [4]), ("even(?)", [2], [3]), ("true", [True], [False]), ("false", [False], [True]),
    ('contains(?, "密")', ["保密"], ["公开"]), ("limits", [1, 2], [3]), ("not(? > 3)", [3], [4]), ("!= 3", [4], [3]),
    ("limit > 3", ["anything", 1], []), ("list contains(limits, ?)", [1], [3]),
    ('>= @"2027-01-01"', [date(2027, 1, 1)], [date(2026, 12, 31)]), ("-5", [-5], [5]), ("(1..3]", [2, 3], [1]),
    ("not(limit > 5) and ? > 1", [2], [1]),
])
def test_cells(cell: str, passing: list[object], failing: list[object]) -> None:
    tests = feel.parse_unary_tests(cell, ["limit", "limits"])
    context = {"limit": 4, "limits": [1, 2]}
    assert [tests.matches(each, context, now=NOW) for each in passing] == [True] * len(passing)
    assert [tests.matches(each, context, now=NOW) for each in failing] == [False] * len(failing)


def test_a_cell_cannot_say_whether_a_missing_value_is_greater() -> None:
    assert feel.parse_unary_tests("> 3").matches(None, {}, now=NOW) is None
    assert feel.parse_unary_tests("not(> 3)").matches(None, {}, now=NOW) is None


def test_free_names_of_a_cell() -> None:
    assert feel.parse_unary_tests("> limit, contains(?, word)").names == {"limit", "word"}


def test_diagram_attributes() -> None:
    assert feel.is_expression("= a > 1")
    assert not feel.is_expression("PT1H")
    assert feel.compile_value("PT1H").evaluate({}, now=NOW) == "PT1H"
    assert feel.compile_value("=a + 1").evaluate({"a": 1}, now=NOW) == 2


def test_an_expression_serves_many_threads() -> None:
    expression = feel.parse("for i in 1..200 return i * x")
    results: dict[int, object] = {}

    def work(x: int) -> None:
        results[x] = expression.evaluate({"x": x}, now=NOW)

    threads = [threading.Thread(target=work, args=(x,)) for x in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {x: [Decimal(i * x) for i in range(1, 201)] for x in range(8)}


def test_python_is_out_of_reach() -> None:
    for text in ("x.__class__", "x.real", "__import__", "x.keys", "count.call"):
        assert raw(text, x={"a": 1}) is None or not callable(raw(text, x={"a": 1}))


def test_naive_now_is_possible_for_checks() -> None:
    assert feel.parse("today()").evaluate({}, now=datetime(2027, 1, 4)) == date(2027, 1, 4)
