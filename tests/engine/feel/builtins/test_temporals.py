"""Functions on dates and times, and what the evaluation's own time is (DMN 1.5, 10.3.4.7 and 10.3.4.11)."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("day of year", "day of week", "month of year", "week of year", "last day of month")
@pytest.mark.parametrize(("text", "expected"), [
    ('day of year(@"2028-12-31")', 366), ('day of year(@"2027-03-01T08:00:00")', 60), ('day of year(@"12028-12-31")', 366), ("day of year(null)", ERROR), ('day of week(@"2027-05-01")', "Saturday"), ('day of week(@"12027-05-01")', "Saturday"), ('day of week(date: @"2027-05-02T00:00:00")', "Sunday"),
    ('day of week("2027-05-01")', ERROR), ('day of week(value: @"2027-05-01")', ERROR), ("day of week()", ERROR), ('month of year(@"2027-05-01")', "May"), ("month of year(5)", ERROR), ('week of year(@"2027-01-01")', 53), ('week of year(@"2027-01-04")', 1), ("week of year([])", ERROR),
    ('last day of month(@"2028-02-01")', "2028-02-29"), ('last day of month(@"11900-02-01")', "11900-02-28"), ('last day of month(@"2027-02-01T08:00:00Z")', "2027-02-28T08:00:00Z"),
])
def test_calendar(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("now", "today")
@pytest.mark.parametrize(("text", "expected"), [
    ("now()", "2027-01-04T09:30:00+08:00"), ("today()", "2027-01-04"), ("now() = now()", True), ("now() instance of date and time", True), ("now(1)", ERROR), ("today(1)", ERROR),
])
def test_the_time_is_given(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("is")
@pytest.mark.parametrize(("text", "expected"), [
    ("is(4, 4.0)", True), ('is(4, "4")', False), ("is(null, null)", True), ("is(null, 4)", False), ("is([4], [4])", True), ("is({a: 4}, {a: 5})", False), ('is(@"P1D", @"PT24H")', True), ('is(@"P0D", @"P0M")', False), ('is(@"2027-05-01", @"2027-05-01T00:00:00")', False),
    ('is(@"08:00:00Z", @"08:00:00+00:00")', True), ('is(@"08:00:00Z", @"08:00:00")', False), ('is(@"08:00:00Z", @"09:00:00+01:00")', False), ('is(@"08:00:00@Asia/Shanghai", @"08:00:00+08:00")', True), ('is(@"08:00:00@Europe/Paris", @"08:00:00+01:00")', True),
    ('is(@"2027-07-01T08:00:00@Europe/Paris", @"2027-07-01T08:00:00+02:00")', True), ('is(@"2027-07-01T08:00:00@Europe/Paris", @"2027-07-01T06:00:00Z")', False), ("is(value1: 4, value2: 4)", True), ("is(value1: 4)", ERROR), ("is(4, 4, 4)", ERROR),
])
def test_is(text: str, expected: object) -> None:
    assert outcome(text) is expected
