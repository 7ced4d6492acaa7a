"""Equality, order, arithmetic and membership: every kind of value with every other (DMN 1.5, tables 42 to 53)."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes

#: One value of each kind.
ONE_OF_EACH = {
    "number": "3", "string": '"三"', "boolean": "false", "date": '@"2027-05-01"', "date and time": '@"2027-05-01T08:00:00"',
    "time": '@"08:00:00"', "list": "[3]", "context": "{项: 3}", "days": '@"P2D"', "months": '@"P2M"', "range": "[3..4]",
    "function": "(function(x) x)", "null": "null",
}
#: What can be computed with what; all else is null. Written as `left operator right` of the kinds above.
POSSIBLE = {
    "number + number", "number - number", "number * number", "number / number", "number ** number", "string + string",
    "days + days", "days - days", "months + months", "months - months", "days / days", "months / months",
    "days * number", "number * days", "days / number", "months * number", "number * months", "months / number",
    "date - date", "date and time - date and time", "time - time",
    *(f"{moment} {sign} {span}" for moment in ("date", "date and time") for sign in "+-" for span in ("days", "months")),
    *(f"{span} + {moment}" for moment in ("date", "date and time") for span in ("days", "months")),
    "time + days", "time - days", "days + time",
}


@computes("arithmetic")
@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "**"])
def test_what_can_be_computed_with_what(operator: str) -> None:
    computed = {
        f"{left} {operator} {right}" for left, right in product(ONE_OF_EACH, repeat=2)
        if outcome(f"{ONE_OF_EACH[left]} {operator} {ONE_OF_EACH[right]}") is not ERROR
    }
    assert computed == {line for line in POSSIBLE if f" {operator} " in line}


@computes("comparison")
def test_what_can_be_compared_with_what() -> None:
    same = {left for left, right in product(ONE_OF_EACH, repeat=2) if outcome(f"{ONE_OF_EACH[left]} < {ONE_OF_EACH[right]}") is False}
    mixed = [pair for pair in product(ONE_OF_EACH, repeat=2) if pair[0] != pair[1]
             and outcome(f"{ONE_OF_EACH[pair[0]]} < {ONE_OF_EACH[pair[1]]}") is not ERROR]
    assert same == {"number", "string", "date", "date and time", "time", "days", "months"}
    assert mixed == []


@computes("equality")
def test_equality_across_kinds() -> None:
    """Null equals null only; of two kinds it cannot be said. A function is equal only to itself, so here to none."""
    for left, right in product(ONE_OF_EACH, repeat=2):
        same: object = left == right and left != "function"
        expected = same if left == right or "null" in (left, right) else ERROR
        assert outcome(f"{ONE_OF_EACH[left]} = {ONE_OF_EACH[right]}") is expected, (left, right)


@computes("equality")
@pytest.mark.parametrize(("text", "expected"), [
    ("7 = 7.000", True), ("-0 = 0", True), ("7 != 7.0", False), ('"密" = "密"', True), ('"a" = "A"', False), ("[] = null", False),
    ("[1, [2, 3]] = [1, [2, 3]]", True), ("[1, 2] = [2, 1]", False), ("[1] = [1, 1]", False), ("[null] = [null]", True),
    ('[1, "a"] = [1, 2]', ERROR), ('[1, "a"] = [2, 2]', False), ("{a: 1, b: {c: [2]}} = {b: {c: [2]}, a: 1}", True),
    ("{a: 1} = {a: 1, b: null}", False), ("{} = {}", True), ("[2..5] = [2..5]", True), ("[2..5] = [2..5)", False), ("(> 2) = (> 2)", True),
    ("[1] = 1", ERROR), ('@"PT48H" = @"P2D"', True), ('@"P24M" = @"P2Y"', True), ('@"P1Y" = @"P365D"', ERROR), ('@"-P0D" = @"PT0S"', True),
    ('@"09:00:00Z" = @"09:00:00+00:00"', True), ('@"09:00:00" = @"09:00:00.000"', True), ('@"09:00:00" = @"09:00:00Z"', False),
    ('@"09:00:00@Asia/Shanghai" = @"09:00:00+08:00"', True), ('@"09:00:00@Asia/Shanghai" = @"09:00:00@Asia/Tokyo"', False),
    ('@"2027-05-01T09:00:00@Asia/Shanghai" = @"2027-05-01T01:00:00Z"', True), ('@"2027-05-01T09:00:00" = @"2027-05-01T09:00:00Z"', False),
    ('@"2027-05-01T09:00:00.000000001" = @"2027-05-01T09:00:00"', False),
])
def test_equality(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("comparison")
@pytest.mark.parametrize(("text", "expected"), [
    ("2 < 10", True), ('"2" < "10"', False), ("2 >= 2.0", True), ('"文" > "中"', True), ("null < 1", ERROR), ("null <= null", ERROR), ("1 > null", ERROR),
    ('@"09:00:00Z" < @"09:00:00"', ERROR), ('@"09:00:00@Asia/Shanghai" < @"09:00:00Z"', True), ('@"2027-05-01" <= @"2027-05-01"', True),
    ('@"-0001-12-31" < @"0001-01-01"', True), ('@"10000-01-01" > @"9999-12-31"', True), ('@"P2M" > @"P1M"', True), ('@"PT0.000000001S" > @"PT0S"', True),
    ("[1] < [2]", ERROR), ("{} < {}", ERROR), ("true < false", ERROR),
])
def test_order(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("arithmetic", "negation of a value")
@pytest.mark.parametrize(("text", "expected"), [
    ("1 / 3", Decimal("0.3333333333333333333333333333333333")), ("0.1 + 0.2", Decimal("0.3")), ("2 / 0", ERROR), ("0 / 0", ERROR), ("2 ** 10", 1024),
    ("2 ** 3 ** 2", 64), ("-2 ** 2", 4), ("4 ** 0.5", 2), ("4 ** -1", Decimal("0.25")), ("(-8) ** 0.5", ERROR), ("0 ** -1", ERROR), ("9 ** 9 ** 9 ** 9 ** 9", ERROR),
    ("12345678901234567890123456789012345", 12345678901234567890123456789012340), ("1e6144 * 10", ERROR), ("1e-6176 / 10", 0),
    ("--3", 3), ("-null", ERROR), ('-"3"', ERROR), ("-[3]", ERROR), ('-@"2027-05-01"', ERROR), ('-@"P3D"', "-P3D"), ('-@"-P3M"', "P3M"), ("7 - -2", 9),
    ('@"P3DT1H" * 2.5', "P7DT14H30M"), ('@"P1Y1M" * 2.5', "P2Y8M"), ('@"P1Y1M" * -2.5', "-P2Y8M"), ('@"P11M" / 2', "P5M"), ('@"P1D" / 7', "PT3H25M42.857142857S"),
    ('@"P3D" / @"PT36H"', 2), ('@"P3Y" / @"P18M"', 2), ('@"P3D" / @"PT0S"', ERROR), ('@"P3M" / @"P0M"', ERROR), ('@"P3M" / 0', ERROR), ('0 * @"P3D"', "PT0S"),
    ('@"P999999999D" + @"P1D"', "P1000000000D"), ('@"P1D" * 1e30', ERROR), ('@"P1Y" * 1e30', ERROR),
    ('@"2027-05-01" - @"2027-04-01"', "P30D"), ('@"2027-05-01" - @"PT36H"', "2027-04-29"), ('@"2027-05-31" + @"P1M"', "2027-06-30"),
    ('@"2027-05-01" - @"2027-04-30T12:00:00Z"', "PT12H"), ('@"2027-05-01" - @"2027-04-30T12:00:00"', ERROR),
    ('@"2027-05-01T08:00:00+08:00" + @"P1DT1H"', "2027-05-02T09:00:00+08:00"), ('@"2027-05-01T08:00:00Z" - @"2027-05-01T08:00:00"', ERROR),
    ('string(@"2027-05-01T08:00:00@Asia/Shanghai" + @"P1M")', "2027-06-01T08:00:00@Asia/Shanghai"), ('string(@"08:00:00@Asia/Shanghai" - @"PT9H")', "23:00:00@Asia/Shanghai"),
    ('@"08:00:00+08:00" - @"01:00:00Z"', "-PT1H"), ('@"08:00:00" - @"08:00:00Z"', ERROR), ('@"23:30:00" + @"P1DT1H"', "00:30:00"),
    ('@"P1D" + @"P1M"', ERROR), ('@"08:00:00" + @"P1M"', ERROR), ('@"P1D" - @"2027-05-01"', ERROR), ('@"999999999-12-31" + @"P1D"', ERROR),
])
def test_arithmetic(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("in")
@pytest.mark.parametrize(("text", "expected"), [
    ("3 in 3", True), ("3 in 4", False), ("3 in [1, 3]", True), ("3 in (1, 3)", True), ("3 in (1, 2)", False), ("3 in [[4..6], [1..3]]", True),
    ("3 in < 4", True), ("3 in >= 4", False), ("3 in != 4", True), ("3 in = 3", True), ("3 in (> 5, < 4)", True), ("3 in (2..3)", False), ("3 in ]2..3]", True),
    ("null in null", True), ("null in [1, null]", True), ("3 in null", False), ("3 in []", False), ('3 in ["三", 3]', True), ('3 in "三"', ERROR), ('3 in < "三"', ERROR),
    ("[3] in [[3]]", True), ("[1, 3] in [[1, 3], [3]]", True), ("[1, 3] in [1, 3]", True), ("{a: 1} in [{a: 2}, {a: 1}]", True), ('"乙" in ["丙", "乙"]', True),
    ('@"P3D" in [@"P1D"..@"P5D"]', True), ('@"2027-05-01" in > @"2027-04-30"', True), ("null in [1..3]", ERROR), ("3 in (> 2)", True), ("3 in (1, null)", False),
    ('"b" in ["a".."c"]', True), ("3 + 1 in [4]", True), ("3 in [4] or true", True), ("not(3 in [4])", True),
])
def test_membership(text: str, expected: object) -> None:
    assert outcome(text) is expected
