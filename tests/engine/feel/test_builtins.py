"""Every built-in function by example, and the rules of binding arguments."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.feel.builtins import BUILTINS, NAMES
from tests.engine.feel.ask import codes, value
from tools.coverage.feel import PAGE

EXAMPLES: list[tuple[str, object]] = [
    # conversion
    ('date("2027-01-04")', "2027-01-04"), ("date(2027, 1, 4)", "2027-01-04"), ("date(now())", "2027-01-04"),
    ('date("2027-02-29")', None), ('date("04.01.2027")', None), ("date(2027, 1.5, 1)", None),
    ('date and time("2027-01-04T09:30:00")', "2027-01-04T09:30:00"), ('date and time("2027-01-04")', "2027-01-04T00:00:00"),
    ('date and time(date("2027-01-04"), time("10:00:00Z"))', "2027-01-04T10:00:00Z"), ('date and time(today())', "2027-01-04T00:00:00"),
    ('time("09:30:00+08:00")', "09:30:00+08:00"), ("time(9, 30, 1.5)", "09:30:01.5"), ("time(now())", "09:30:00@Asia/Shanghai"),
    ('time(9, 30, 0, duration("PT8H"))', "09:30:00+08:00"), ('time("25:00:00")', None), ("time(today())", "00:00:00Z"),
    ('time(time("10:00:00"))', "10:00:00"),
    ('duration("P1DT2H")', "P1DT2H"), ('duration("P14M")', "P1Y2M"), ('duration("-PT90S")', "-PT1M30S"), ('duration("P")', None),
    ('duration(@"P1D")', "P1D"), ("string(1.50)", "1.5"), ('string([1, "a", null])', '[1, "a", null]'), ("string(null)", None),
    ("string(true)", "true"), ('string({a: @"P1D"})', "{a: P1D}"), ("string([1..2))", "[1..2)"), ("string(1e20)", "100000000000000000000"),
    ('number("1 000,5", " ", ",")', Decimal("1000.5")), ('number("1,000.5", ",", ".")', Decimal("1000.5")), ('number("12")', 12),
    ('number("万")', None), ('number("1.0", ".", ".")', None), ("number(5)", 5), ("string(count)", "function"),
    # boolean and strings
    ("not(true)", False), ("not(null)", None), ('not("a")', None),
    ('substring("foobar", 3)', "obar"), ('substring("foobar", -2, 1)', "a"), ('substring("中文字", 2, 1)', "文"), ('substring("🐎a", 2)', "a"),
    ('substring("a", 0)', None), ('substring("abc", 1, 0)', None), ('substring("abc", 7)', ""),
    ('string length("🐎ab")', 3), ('upper case("aB")', "AB"), ('lower case("aB")', "ab"), ('trim(" a ")', "a"), ('is blank(" ")', True),
    ('substring before("foobar", "bar")', "foo"), ('substring before("foobar", "x")', ""), ('substring after("foobar", "ob")', "ar"),
    ('substring after("foobar", "")', "foobar"), ('substring before("foobar", "")', ""), ('contains("商用密码", "密码")', True),
    ('starts with("ab", "a")', True), ('ends with("ab", "a")', False),
    ('string join(["a", null, "b"], "、")', "a、b"), ('string join(["a", "b"])', "ab"), ('string join(["a"], ",", "[", "]")', "[a]"),
    ("string join([1])", None),
    ('matches("foobar", "^fo*b")', True), ('matches("a\nb", "a.b")', False), ('matches("a\nb", "a.b", "s")', True), ('matches("AB", "ab", "i")', True),
    ('matches("a b", "a\\s b", "x")', True), ('matches("a.b", ".b", "q")', True), ('matches("a", "(")', None), ('matches("a", "a", "z")', None),
    ('replace("abcd", "(ab)(cd)", "$2-$1")', "cd-ab"), ('replace("a.b", ".", "!", "q")', "a!b"), ('replace("ab", "x*", "-")', None),
    ('replace("ab", "b", "\\\\$")', "a$"), ('replace("ab", "b", "$")', None), ('replace("abab", "b", "$9")', "aa"), ('replace("ab", "b", "[$0]")', "a[b]"),
    ('split("a;b;;c", ";")', ["a", "b", "", "c"]), ('split("第1第2", "第")', ["", "1", "2"]), ('extract("T05, T19", "T[0-9]+")', ["T05", "T19"]),
    # lists
    ("list contains([1, null], null)", True), ('list contains([1], "1")', False), ("count([])", 0), ("count(5)", 1), ("is empty([])", True),
    ("count(null)", None), ("all([true, null])", None), ("all([])", True), ("all(true, false)", False), ("any([false, null])", None),
    ("any(false, true)", True), ("any([])", False), ("sublist([1, 2, 3], 2)", [2, 3]), ("sublist([1, 2, 3], -2, 1)", [2]),
    ("sublist([1], 2)", None), ("sublist([1], 1, 5)", None), ("append([1], 2, [3])", [1, 2, [3]]), ("append(1, 2)", [1, 2]),
    ("concatenate([1], [2, 3])", [1, 2, 3]), ("insert before([1, 3], 2, 2)", [1, 2, 3]), ("remove([1, 2], -1)", [1]), ("remove([1], 2)", None),
    ("list replace([1, 2], 2, 5)", [1, 5]), ("list replace([1, 2, 3], function(item, new) item < 3, 0)", [0, 0, 3]),
    ("list replace([1], function(item, new) 5, 0)", None), ("reverse([1, 2])", [2, 1]), ("index of([1, 2, 1, null], 1)", [1, 3]),
    ("index of([null], null)", [1]), ("union([1, 2], [2, 3])", [1, 2, 3]), ("distinct values([1, 1, null, null])", [1, None]),
    ("duplicate values([1, 2, 1, 1])", [1]), ("flatten([1, [2, [3]], []])", [1, 2, 3]), ("sort([3, 1, 2])", [1, 2, 3]),
    ('sort(["b", "a"], function(x, y) x < y)', ["a", "b"]), ('sort([1, "a"])', None), ("sort([1, 2], function(x, y) 1)", None),
    # numbers and statistics
    ("min(3, 1, 2)", 1), ("max([1, 5])", 5), ('max("a", "b")', "b"), ("min([])", None), ('max(1, "a")', None), ('max([@"2027-01-01", @"2026-01-01"])', "2027-01-01"),
    ("sum(1, 2)", 3), ("sum([])", None), ('sum([1, "a"])', None), ("sum(xs)", 6), ("product([2, 3])", 6), ("product([])", None), ("mean([1, 2])", Decimal("1.5")),
    ("mean([])", None), ("median([4, 1, 3])", 3), ("median(1, 2)", Decimal("1.5")), ("median([])", None), ("stddev([2, 4])", Decimal("1.414213562373095048801688724209698")),
    ("stddev([1])", None), ("mode([6, 1, 6, 1, 2])", [1, 6]), ("mode([])", []),
    ("decimal(1/3, 2)", Decimal("0.33")), ("decimal(2.5, 0)", 2), ("decimal(1250, -2)", 1200), ("decimal(1, 99999)", None), ("floor(-1.5)", -2), ("floor(-1.56, 1)", Decimal("-1.6")),
    ("ceiling(1.2)", 2), ("ceiling(-1.56, 1)", Decimal("-1.5")), ("round up(5.5, 0)", 6), ("round up(-5.1, 0)", -6), ("round down(5.5, 0)", 5),
    ("round half up(5.5, 0)", 6), ("round half up(-5.5, 0)", -6), ("round half down(5.5, 0)", 5), ("round half down(1.126, 2)", Decimal("1.13")),
    ("abs(-1)", 1), ('abs(@"-P1Y")', "P1Y"), ('abs(@"-PT5H")', "PT5H"), ("modulo(-12, 5)", 3), ("modulo(12, -5)", -3), ("modulo(10.1, 4.5)", Decimal("1.1")),
    ("modulo(1, 0)", None), ("sqrt(16)", 4), ("sqrt(-1)", None), ("log(0)", None), ("log(1)", 0), ("exp(0)", 1), ("odd(-3)", True), ("even(3)", False),
    # time
    ('is(@"2027-01-01", @"2027-01-01")', True), ('is(@"10:00:00Z", @"10:00:00@Etc/UTC")', True), ('is(1, "1")', False),
    ('years and months duration(@"2025-11-30", @"2027-01-04")', "P1Y1M"), ('years and months duration(@"2027-01-31", @"2027-02-28")', "P0M"),
    ('day of year(@"2027-02-01")', 32), ("day of week(today())", "Monday"), ('month of year(@"2027-12-01")', "December"),
    ('week of year(@"2027-01-01")', 53), ('last day of month(@"2028-02-03")', "2028-02-29"), ("last day of month(now())", "2027-01-31T09:30:00+08:00"),
    # ranges
    ("before(1, 2)", True), ("before([1..3], 3)", False), ("before([1..3), 3)", True), ("before(1, (1..2])", True), ("after(3, [1..2])", True),
    ("meets([1..3], [3..5])", True), ("meets([1..3), [3..5])", False), ("met by([3..5], [1..3])", True), ("overlaps([1..3], [3..5])", True),
    ("overlaps([1..3), [3..5])", False), ("overlaps before([1..4], [3..5])", True), ("overlaps after([3..5], [1..4])", True),
    ("finishes(5, [1..5])", True), ("finishes((3..5], [1..5])", True), ("finished by([1..5], 5)", True), ("includes([1..5], 3)", True),
    ("includes([1..5], (1..5))", True), ("during(3, [1..5])", True), ("starts(1, [1..5])", True), ("starts([1..2], [1..5])", True),
    ("started by([1..5], 1)", True), ("coincides([1..5], [1..5])", True), ("coincides(1, 1)", True), ("coincides([1..5], (1..5))", False),
    ('before(1, "a")', None), ("meets(1, [1..2])", None), ("before((< 3), (> 5))", True), ('range("[1..5)")', "[1..5)"), ('range("[@\\"2027-01-01\\"..)")', "[2027-01-01..)"),
    ('range("[5..1]")', None), ('range("x")', None), ('range("[\\"a\\"..\\"b\\"]")', "[a..b]"),
    # contexts
    ('get value({a: 1}, "a")', 1), ('get value({a: {b: 2}}, ["a", "b"])', 2), ('get value({}, "a")', None), ("get value({}, [[1]])", None), ("get entries({a: 1})", [{"key": "a", "value": 1}]),
    ('context([{key: "a", value: 1}])', {"a": 1}), ('context([{key: "a"}])', None), ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
    ('context put({a: {b: 1}}, ["a", "c"], 2)', {"a": {"b": 1, "c": 2}}), ("context put({}, [], 1)", None), ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
    ("context merge([1])", None), ("get or else(null, 5)", 5), ("is defined(missing)", False), ("is defined(xs)", True),
    ("now()", "2027-01-04T09:30:00+08:00"), ("today()", "2027-01-04"),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: object) -> None:
    assert value(text, xs=[1, 2, 3]) == expected


def test_every_function_has_an_example() -> None:
    shown = " ".join(text for text, _ in EXAMPLES)
    assert [name for name in BUILTINS if f"{name}(" not in shown] == []


def test_a_list_of_one_is_taken_as_its_element_and_back() -> None:
    assert value("upper case([\"a\"])") == "A"
    assert value("count(\"a\")") == 1


def test_a_date_is_taken_as_its_midnight_in_utc() -> None:
    assert value('before(@"2027-01-01", @"2027-01-02")') is True


@pytest.mark.parametrize("text", ["upper case()", 'upper case("a", "b")', "upper case(1)", 'upper case(text: "a")', "count(null)"])
def test_arguments_that_do_not_fit_give_null(text: str) -> None:
    assert codes(text) == ["feel.arguments"]


def test_arguments_by_name_may_leave_out_what_is_optional() -> None:
    assert value('string join(delimiter: "-", list: ["a", "b"])') == "a-b"
    assert value("round half up(scale: 1, n: 1.25)") == Decimal("1.3")


def test_no_pattern_takes_exponential_time() -> None:
    assert value(f'matches("{"a" * 5000}!", "(a+)+$")') is False


def test_a_nested_put_needs_contexts_on_its_way() -> None:
    assert value('context put({y: {a: 0}}, ["y", "b"], 2)') == {"y": {"a": 0, "b": 2}}
    assert codes('context put({y: {a: 0}}, ["y", "a", "b"], 2)') == ["feel.function"]


def test_every_function_stands_on_the_coverage_page() -> None:
    assert NAMES - PAGE.known == set()
