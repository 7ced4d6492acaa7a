"""Dates, times and durations: text, properties, arithmetic, zones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel.temporal import add_months, months_between, parse_temporal, text_of
from engine.feel.values import YearsMonthsDuration
from tests.engine.feel.ask import value
from tests.engine.feel.coverage import computes


@computes("@ literals")
@pytest.mark.parametrize("text", [
    "2027-01-04", "2027-01-04T09:30:00", "2027-01-04T09:30:00.5", "2027-01-04T09:30:00Z", "2027-01-04T09:30:00+08:00",
    "2027-01-04T09:30:00@Asia/Shanghai", "-0044-03-15", "999999999-12-31", "12027-01-04T09:30:00.000000001Z", "09:30:00+08:05:43", "09:30:00", "09:30:00-03:30", "P1Y2M", "-P1M", "P0M", "P1D", "PT36H0M1.5S", "PT0S", "-P1DT1S",
])
def test_texts_that_are_temporal(text: str) -> None:
    assert parse_temporal(text) is not None


@pytest.mark.parametrize("text", [
    "", "2027-1-4", "2027-13-01", "0000-01-01", "9:30:00", "24:00:01", "09:30", "2027-01-04 09:30:00", "2027-01-04T", "T09:30:00",
    "09:30:00+15:00", "09:30:00@Nowhere/City", "09:30:00@../etc", "P", "PT", "P1DT", "P1Y1D", "P-1D", "2027-01-04T09:30:00+0800", "P1.5D",
])
def test_texts_that_are_not(text: str) -> None:
    assert parse_temporal(text) is None


@pytest.mark.parametrize(("text", "expected"), [
    ('@"2027-01-31" + @"P1M"', "2027-02-28"), ('@"2027-03-31" - @"P1M"', "2027-02-28"), ('@"2027-01-04" + @"P35D"', "2027-02-08"),
    ('@"P1D" + @"2027-01-04"', "2027-01-05"), ('@"2027-01-04" + @"PT36H"', "2027-01-05"), ('@"2027-03-01" - @"2027-01-01"', "P59D"),
    ('@"2027-01-04T09:00:00+08:00" - @"2027-01-04T00:00:00Z"', "PT1H"), ('@"10:00:00" - @"09:30:00"', "PT30M"), ('@"23:00:00" + @"PT2H"', "01:00:00"),
    ('@"P1D" + @"PT12H"', "P1DT12H"), ('@"P1Y" - @"P1M"', "P11M"), ('@"P1D" * 2.5', "P2DT12H"), ('3 * @"P2M"', "P6M"), ('@"P1D" / 2', "PT12H"),
    ('@"P1D" / @"PT6H"', 4), ('@"P1Y" / @"P6M"', 2), ('-@"P1D"', "-P1D"), ('@"P1D" / 0', None), ('@"P1Y" + @"P1D"', None),
    ('@"9999-12-31" + @"P1D"', "10000-01-01"), ('@"2027-01-04" + 1', None), ('@"P1D" * @"P1D"', None), ('@"2027-01-04" - @"2027-01-04T00:00:00"', None),
    ('@"2027-03-28T00:30:00@Europe/Paris" + @"PT24H"', "2027-03-29T01:30:00+02:00"), ('@"9999-12-01" + @"P1Y"', "10000-12-01"),
    ('@"P1D" < @"PT25H"', True), ('@"P12M" = @"P1Y"', True), ('@"2027-01-04T09:00:00+08:00" = @"2027-01-04T01:00:00Z"', True),
    ('@"2027-01-04" < @"2027-01-04T10:00:00"', None), ('@"10:00:00" < @"11:00:00"', True), ('@"10:00:00Z" = @"10:00:00"', False),
])
def test_arithmetic_and_comparison(text: str, expected: object) -> None:
    assert value(text) == expected


@computes("properties of dates, times, durations")
@pytest.mark.parametrize(("text", "expected"), [
    ('@"2027-01-04".weekday', 1), ('@"2027-01-04T09:30:15+08:00".time offset', "PT8H"),
    ('@"2027-01-04T09:30:15@Asia/Shanghai".timezone', "Asia/Shanghai"), ('@"09:30:15".hour', 9), ('@"09:30:15".time offset', None), ('@"P14M".years', 1),
    ('@"P14M".months', 2), ('@"-P14M".years', -1), ('@"P1DT2H3M4S".days', 1), ('@"-P1DT2H3M4S".hours', -2), ('@"PT3M4S".seconds', 4), ('@"PT90M".minutes', 30),
    ('@"12027-01-09T08:30:00.000000001@Asia/Shanghai".weekday', 6), ('@"-0044-03-15".year', -44), ('@"08:30:00.000000001".second', Decimal("0.000000001")),
    ('@"08:30:00@Asia/Shanghai".time offset', "PT8H"), ('@"2027-07-01T08:30:00@Europe/Paris".time offset', "PT2H"), ('@"99999-07-01T08:30:00@Europe/Paris".time offset', "PT2H"),
    ('@"P1D".years', None), ('@"P1Y".days', None), ('@"-PT0.5S".seconds', Decimal("-0.5")), ('@"2027-01-04T08:30:00+08:00".timezone', None), ('@"2027-01-04".hour', None), ('[@"2027-01-04"].year', [2027]),
])
def test_properties(text: str, expected: object) -> None:
    assert value(text) == expected


zones = st.sampled_from([None, *(parse_temporal(f"00:00:00{zone}").tzinfo for zone in ("Z", "+08:00", "-03:30"))])


@given(st.one_of(
    st.dates(), st.times(timezones=zones), st.datetimes(timezones=zones), st.timedeltas(),
    st.integers(-10_000, 10_000).map(YearsMonthsDuration),
))
def test_text_and_value_correspond(original: Any) -> None:
    assert parse_temporal(text_of(original)) == original


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-5000, 5000))
def test_months_added_are_months_between_or_the_end_of_a_shorter_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert abs(months_between(start, end) - months) <= 1


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.timedeltas(timedelta(-1000), timedelta(1000)))
def test_subtraction_undoes_addition(start: datetime, span: timedelta) -> None:
    assert value("(x + y) - x = y", x=start, y=span) is True


def test_a_time_runs_around_midnight() -> None:
    assert value("x + y", x=time(23), y=timedelta(hours=2)) == "01:00:00"
