"""Days, times and durations beyond Python's: as if there were no border."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel.wide import (
    DAY,
    WideDate,
    WideMoment,
    WideSpan,
    WideTime,
    date_at,
    key_of,
    later,
    make_date,
    make_moment,
    make_span,
    make_time,
    nanoseconds_in,
    offset_of,
    ordinal_of,
    to_microsecond,
)


@given(st.integers(-10**11, 10**11))
def test_every_ordinal_is_a_day_and_back(ordinal: int) -> None:
    assert ordinal_of(date_at(ordinal)) == ordinal


@given(st.dates(), st.integers(-10**6, 10**6))
def test_the_calendar_repeats_itself(day: date, cycles: int) -> None:
    far = make_date(day.year + 400 * cycles, day.month, day.day)
    assert ordinal_of(far) == day.toordinal() + 146_097 * cycles


@given(st.integers(-10**26, 10**26))
def test_a_span_is_one_of_pythons_when_it_can_be(length: int) -> None:
    span = make_span(length)
    assert nanoseconds_in(span) == length
    assert isinstance(span, timedelta) == (length % 1000 == 0 and abs(length) < 999_999_999 * DAY)


@given(st.datetimes(timezones=st.sampled_from([None, UTC, ZoneInfo("Asia/Shanghai")])), st.timedeltas(timedelta(-400), timedelta(400)))
def test_adding_is_pythons_where_python_can(moment: datetime, span: timedelta) -> None:
    try:
        expected = moment + span if moment.tzinfo is None else (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)
    except OverflowError:
        return
    assert key_of(later(moment, span)) == key_of(expected)


def test_the_border_is_crossed_both_ways() -> None:
    last = datetime(9999, 12, 31, 23, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    beyond = later(last, timedelta(hours=1))
    assert isinstance(beyond, WideMoment)
    assert (beyond > last, last < beyond, later(beyond, timedelta(hours=-1)) == last) == (True, True, True)
    assert later(date(1, 1, 1), timedelta(-1)) == WideDate(0, 12, 31)


def test_kin_compare_and_strangers_do_not() -> None:
    fine = make_time(8, 30, 0, 1)
    assert (time(8, 30) < fine, fine > time(8, 30), fine == WideTime(8, 30, 0, 1, None), fine == time(8, 30), fine == "08:30") == (True, True, True, False, False)
    assert WideSpan(1) in {make_span(1)}
    with pytest.raises(TypeError):
        _ = fine < date(2027, 1, 1)  # type: ignore[operator]


def test_far_years_keep_the_rules_of_their_zone() -> None:
    paris = ZoneInfo("Europe/Paris")
    summer, winter = (make_moment(make_date(99_999, month, 1), time(12, tzinfo=paris)) for month in (7, 1))
    assert (offset_of(summer), offset_of(winter)) == (timedelta(hours=2), timedelta(hours=1))


@pytest.mark.parametrize(("year", "month", "day"), [(10**9, 1, 1), (-(10**9), 1, 1), (11_900, 2, 29), (-1, 2, 29), (12_027, 13, 1)])
def test_days_that_are_none(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|month|year"):
        make_date(year, month, day)


def test_a_span_has_an_end() -> None:
    with pytest.raises(OverflowError):
        make_span(10**27)


def test_a_moment_can_be_cut_to_pythons_digits() -> None:
    fine = make_moment(date(2027, 1, 4), make_time(8, 30, 0, 1_999, UTC))
    far = make_moment(make_date(12_027, 1, 4), time(8, 30))
    assert to_microsecond(fine) == datetime(2027, 1, 4, 8, 30, 0, 1, tzinfo=UTC)
    assert (to_microsecond(far), to_microsecond("08:30")) == (far, "08:30")
