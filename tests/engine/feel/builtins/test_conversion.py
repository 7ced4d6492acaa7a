"""Conversion functions (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("date")
@pytest.mark.parametrize(("text", "expected"), [
    ('date("2027-05-01")', "2027-05-01"), ("date(2027, 5, 1)", "2027-05-01"), ("date(year: 2027, month: 5, day: 1)", "2027-05-01"), ('date(from: "2027-05-01")', "2027-05-01"),
    ('date(@"2027-05-01T23:30:00@Asia/Shanghai")', "2027-05-01"), ('date(@"2027-05-01")', "2027-05-01"), ('date(["2027-05-01"])', "2027-05-01"), ("date(-44, 3, 15)", "-0044-03-15"),
    ('date("-0044-03-15")', "-0044-03-15"), ('date("12027-05-01")', "12027-05-01"), ("date(999999999, 12, 31)", "999999999-12-31"), ('date("-999999999-01-01")', "-999999999-01-01"), ('date("12000-02-29")', "12000-02-29"),
    ('date("1000000000-01-01")', ERROR), ("date(1000000000, 1, 1)", ERROR), ('date("02027-05-01")', ERROR), ('date("927-05-01")', ERROR), ('date("+2027-05-01")', ERROR), ('date("0000-05-01")', ERROR),
    ('date("2027-02-29")', ERROR), ('date("11900-02-29")', ERROR), ('date("2027/05/01")', ERROR), ('date("2027-05-01T")', ERROR), ('date("2027-05-01Z")', ERROR), ('date("")', ERROR), ("date(2027, 13, 1)", ERROR),
    ("date(2027, -5, 1)", ERROR), ("date(2027, 5, 1.5)", ERROR), ("date(2027, null, 1)", ERROR), ("date(2027, 5)", ERROR), ("date(null)", ERROR), ("date()", ERROR), ("date([])", ERROR), ("date(day: 1, month: 5)", ERROR),
])
def test_date(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("time")
@pytest.mark.parametrize(("text", "expected"), [
    ('time("08:30:00")', "08:30:00"), ('time("08:30:00.5Z")', "08:30:00.5Z"), ('time("08:30:00.123456789")', "08:30:00.123456789"), ('time("08:30:00+08:00")', "08:30:00+08:00"), ('time("08:30:00-00:00")', "08:30:00Z"),
    ('time("08:30:00@Asia/Shanghai")', "08:30:00@Asia/Shanghai"), ('string(time("08:30:00@Etc/UTC"))', "08:30:00@Etc/UTC"), ('time("08:30:00+08:05:43")', "08:30:00+08:05:43"), ("time(8, 30, 1.25)", "08:30:01.25"),
    ("time(8, 30, 0.000000001)", "08:30:00.000000001"), ("time(8, 30, 0, null)", "08:30:00"), ('time(8, 30, 0, @"PT8H")', "08:30:00+08:00"), ('time(8, 30, 0, @"-PT3H30M")', "08:30:00-03:30"), ('time(8, 30, 0, @"PT8H5M43S")', "08:30:00+08:05:43"),
    ('time(8, 30, 0, @"-PT0S")', "08:30:00Z"), ('time(hour: 8, minute: 30, second: 0, offset: @"PT1H")', "08:30:00+01:00"), ('time(@"2027-05-01T08:30:00.000000001Z")', "08:30:00.000000001Z"), ('time(@"2027-05-01")', "00:00:00Z"), ('time(@"08:30:00")', "08:30:00"),
    ('time(from: "08:30:00")', "08:30:00"), ('time("8:30:00")', ERROR), ('time("08:30")', ERROR), ('time("24:00:01")', ERROR), ('time("08:60:00")', ERROR), ('time("08:30:60")', ERROR), ('time("08:30:00+15:00")', ERROR), ('time("08:30:00+08:60")', ERROR),
    ('time("08:30:00@Nowhere/Town")', ERROR), ('time("08:30:00+08:00@Asia/Shanghai")', ERROR), ("time(24, 0, 0)", ERROR), ("time(8, 30, 60)", ERROR), ("time(8, -1, 0)", ERROR), ('time(8, 30, 0, @"PT15H")', ERROR), ("time(8, 30, null, null)", ERROR),
    ("time(8, 30)", ERROR), ("time(2027)", ERROR), ("time(null)", ERROR), ("time()", ERROR),
])
def test_time(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("date and time")
@pytest.mark.parametrize(("text", "expected"), [
    ('date and time("2027-05-01T08:30:00")', "2027-05-01T08:30:00"), ('date and time("2027-05-01")', "2027-05-01T00:00:00"), ('date and time("2027-05-01T08:30:00.123456789+08:00")', "2027-05-01T08:30:00.123456789+08:00"),
    ('date and time("-0044-03-15T08:30:00Z")', "-0044-03-15T08:30:00Z"), ('date and time("99999-05-01T08:30:00")', "99999-05-01T08:30:00"), ('date and time("2027-05-01T08:30:00@Asia/Shanghai")', "2027-05-01T08:30:00+08:00"),
    ('string(date and time("2027-05-01T08:30:00.000000001@Asia/Shanghai"))', "2027-05-01T08:30:00.000000001@Asia/Shanghai"), ('string(date and time("999999999-12-31T23:59:59@Asia/Shanghai"))', "999999999-12-31T23:59:59@Asia/Shanghai"),
    ('date and time(@"2027-05-01", @"08:30:00Z")', "2027-05-01T08:30:00Z"), ('date and time(@"2027-05-01T01:00:00Z", @"08:30:00.000000001")', "2027-05-01T08:30:00.000000001"), ('date and time(@"99999-05-01", @"08:30:00")', "99999-05-01T08:30:00"),
    ('date and time(date: @"2027-05-01", time: @"08:30:00")', "2027-05-01T08:30:00"), ('date and time(from: "2027-05-01T08:30:00")', "2027-05-01T08:30:00"), ('date and time(@"2027-05-01T08:30:00")', "2027-05-01T08:30:00"),
    ('date and time("2027-05-01 08:30:00")', ERROR), ('date and time("08:30:00")', ERROR), ('date and time("2027-05-01T24:00:01")', ERROR), ('date and time("2027-02-30T08:30:00")', ERROR), ('date and time("")', ERROR),
    ('date and time("2027-05-01T08:30:00+08:00@Asia/Shanghai")', ERROR), ('date and time(@"2027-05-01", null)', ERROR), ('date and time(null, @"08:30:00")', ERROR), ("date and time(null)", ERROR), ("date and time()", ERROR), ("date and time(2027)", ERROR),
])
def test_date_and_time(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("duration", "years and months duration")
@pytest.mark.parametrize(("text", "expected"), [
    ('duration("P3DT4H5M6.7S")', "P3DT4H5M6.7S"), ('duration("PT100H")', "P4DT4H"), ('duration("PT1500M")', "P1DT1H"), ('duration("-PT90S")', "-PT1M30S"), ('duration("PT0.000000001S")', "PT0.000000001S"), ('duration("PT0.0S")', "PT0S"), ('duration("-P0D")', "PT0S"),
    ('duration("P30M")', "P2Y6M"), ('duration("-P12M")', "-P1Y"), ('duration("P0Y")', "P0M"), ('duration("P999999999M")', "P83333333Y3M"), ('duration("P999999999D")', "P999999999D"), ('duration(from: "P1D")', "P1D"), ('duration(@"P1Y")', "P1Y"),
    ('duration("P")', ERROR), ('duration("PT")', ERROR), ('duration("P1DT")', ERROR), ('duration("P1Y1D")', ERROR), ('duration("P1H")', ERROR), ('duration("1D")', ERROR), ('duration("P-1D")', ERROR), ('duration("P1.5D")', ERROR), ('duration("P0")', ERROR), ('duration("")', ERROR),
    ("duration(3)", ERROR), ("duration(null)", ERROR), ("duration()", ERROR), ("duration([])", ERROR),
    ('years and months duration(@"2025-11-30", @"2027-05-01")', "P1Y5M"), ('years and months duration(@"2027-05-01", @"2025-11-30")', "-P1Y5M"), ('years and months duration(@"2027-05-01", @"2027-05-01T23:00:00")', "P0M"),
    ('years and months duration(@"-0044-03-15", @"2027-03-14")', "P2070Y11M"), ('years and months duration(from: @"2027-01-31", to: @"2027-02-28")', "P0M"), ('years and months duration(@"2027-01-31", null)', ERROR), ("years and months duration(1, 2)", ERROR),
])
def test_durations(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("number")
@pytest.mark.parametrize(("text", "expected"), [
    ('number("12.50")', Decimal("12.5")), ('number("007")', 7), ('number("-.5")', Decimal("-0.5")), ('number("1e3")', 1000), ("number(3)", 3), ('number("1 234,5", " ", ",")', Decimal("1234.5")), ('number("1.234,5", ".", ",")', Decimal("1234.5")),
    ('number("1,234.5", ",", ".")', Decimal("1234.5")), ('number("1234.5", null, ".")', Decimal("1234.5")), ('number("1,234", ",", null)', 1234), ('number(from: "1 234", grouping separator: " ")', 1234), ('number(from: "2,5", decimal separator: ",")', Decimal("2.5")),
    ('number("1,234", ",", ",")', ERROR), ('number("1.5", ".", ".")', ERROR), ('number("1:234", ":", ".")', ERROR), ('number("1.5", ",", ":")', ERROR), ('number("1,234", 3, ".")', ERROR), ('number("1,234")', ERROR), ('number("十二")', ERROR), ('number("１２")', ERROR),
    ('number("")', ERROR), ('number(" 1")', ERROR), ('number("+1")', ERROR), ('number("1.")', ERROR), ('number("1e999999")', ERROR), ("number(null)", ERROR), ("number(true)", ERROR), ('number(3, ",", ".")', ERROR), ('number(from: "1", grouping: ",")', ERROR), ("number()", ERROR),
])
def test_number(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("string")
@pytest.mark.parametrize(("text", "expected"), [
    ("string(3.50)", "3.5"), ("string(1e21)", "1000000000000000000000"), ("string(1e-9)", "0.000000001"), ("string(-0)", "0"), ("string(1/3)", "0.3333333333333333333333333333333333"), ("string(true)", "true"), ('string("文")', "文"), ("string(null)", None),
    ('string(@"2027-05-01")', "2027-05-01"), ('string(@"08:30:00.500")', "08:30:00.5"), ('string(@"PT36H")', "P1DT12H"), ('string(@"P18M")', "P1Y6M"), ('string(@"P0D")', "PT0S"), ('string(@"P0M")', "P0M"), ('string([1, "二", null, [true]])', '[1, "二", null, [true]]'),
    ('string({甲: "a\\"b", 乙: {丙: [1]}})', '{甲: "a\\"b", 乙: {丙: [1]}}'), ("string([1..5))", "[1..5)"), ("string(> 5)", "(5..)"), ("string([])", "[]"), ("string({})", "{}"), ("string(from: 3)", "3"), ("string()", ERROR), ("string(1, 2)", ERROR), ("string(value: 1)", ERROR),
])
def test_string(text: str, expected: object) -> None:
    assert outcome(text) == expected
