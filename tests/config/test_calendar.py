"""How days are counted, and how long a limit lasts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import ZONE, Calendar, Due, add_months, shipped
from config.year_table import YearTable, parse_csv

CALENDAR_2027 = parse_csv((Path(__file__).parent / "calendar_2027.csv").read_text(encoding="utf-8"))
WITH_2027 = Calendar([*shipped().tables.values(), CALENDAR_2027])

MONTH = {"value": 1, "unit": "months"}


def working_days(count: int) -> dict[str, object]:
    return {"value": count, "unit": "working_days"}


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-10-07", False),  # National Day, a Wednesday
        ("2026-10-10", True),  # 调休: a Saturday on which people work
        ("2026-10-11", False),
        ("2026-10-12", True),
        ("2027-02-08", True),  # Spring Festival, but 2027 is not covered: weekends only
        ("2027-02-07", False),
    ],
)
def test_the_shipped_calendar_knows_published_years_and_weekends(day: str, works: bool) -> None:
    assert shipped().working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(("day", "works"), [("2027-02-08", False), ("2027-02-20", True), ("2027-02-21", False)])
def test_a_loaded_year_counts(day: str, works: bool) -> None:
    assert WITH_2027.covers(2027)
    assert WITH_2027.working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("accepted", "calendar", "day"),
    [
        ("2027-01-31", shipped(), "2027-03-01"),  # 02-28 is a Sunday
        ("2027-02-28", shipped(), "2027-03-29"),  # 03-28 is a Sunday
        ("2027-01-31", WITH_2027, "2027-03-01"),
        ("2027-01-08", WITH_2027, "2027-02-15"),  # Spring Festival, then a weekend
        ("2027-01-20", WITH_2027, "2027-02-20"),  # a Saturday on which people work
        ("2024-01-31", shipped(), "2024-02-29"),  # a leap year's last day
        ("2026-12-15", shipped(), "2027-01-15"),
    ],
)
def test_filing_is_due_one_month_after_acceptance(accepted: str, calendar: Calendar, day: str) -> None:
    assert calendar.due(MONTH, date.fromisoformat(accepted)).day == date.fromisoformat(day)


def test_a_made_up_working_sunday_keeps_the_last_day() -> None:
    table = parse_csv("date,kind,name\n2027-02-28,workday,春节\n")
    assert Calendar([table]).due(MONTH, date(2027, 1, 31)).day == date(2027, 2, 28)


def test_the_last_day_ends_at_midnight() -> None:
    due = WITH_2027.due(MONTH, date(2027, 1, 31))
    assert due == Due(at=datetime(2027, 3, 2, tzinfo=ZONE), provisional=False)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        ("2027-02-03", 1, "2027-02-04"),
        ("2027-02-03", 2, "2027-02-15"),  # Spring Festival 02-05 to 02-12 and a weekend
        ("2027-02-15", 5, "2027-02-20"),  # the Saturday is a working day
        ("2027-02-06", 1, "2027-02-15"),  # a start on a holiday
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_working_days_count_from_the_next_one(start: str, count: int, day: str) -> None:
    assert WITH_2027.due(working_days(count), date.fromisoformat(start)).day == date.fromisoformat(day)


def test_an_instant_counts_from_its_local_day() -> None:
    late_evening = datetime.fromisoformat("2027-03-01T17:00:00+00:00")  # 2027-03-02 01:00 in Shanghai
    assert WITH_2027.due(working_days(1), late_evening).day == date(2027, 3, 3)


def test_calendar_days_end_on_a_working_day() -> None:
    assert WITH_2027.due({"value": 30, "unit": "calendar_days"}, date(2027, 1, 8)).day == date(2027, 2, 15)


def test_hours_run_from_the_instant() -> None:
    start = datetime(2027, 2, 6, 9, tzinfo=ZONE)
    assert WITH_2027.due({"value": 24, "unit": "hours"}, start).at == start + timedelta(hours=24)


@pytest.mark.parametrize(
    ("start", "provisional"), [("2026-11-30", False), ("2026-12-30", True), ("2027-01-04", True), ("2031-05-01", True)]
)
def test_an_uncovered_year_on_the_way_makes_the_due_provisional(start: str, provisional: bool) -> None:
    assert shipped().due(working_days(5), date.fromisoformat(start)).provisional is provisional


@pytest.mark.parametrize(
    ("parameter", "start"),
    [
        ({"value": 0, "unit": "working_days"}, date(2027, 1, 4)),
        ({"value": True, "unit": "months"}, date(2027, 1, 4)),
        ({"value": 3, "unit": "percent"}, date(2027, 1, 4)),
        ({"value": 10**6, "unit": "working_days"}, date(2027, 1, 4)),
        ({"value": 1, "unit": "months"}, datetime(2027, 1, 4, 9)),
    ],
)
def test_what_is_no_period_is_refused(parameter: dict[str, object], start: date) -> None:
    with pytest.raises(ValueError, match=r"period|working days|zone"):
        shipped().due(parameter, start)


def test_a_year_without_working_days_is_no_calendar() -> None:
    days = {date(2027, 1, 1) + timedelta(days=ahead): ("holiday", "停摆") for ahead in range(365)}
    table = YearTable.of(2027, days)
    following = {day.replace(year=2028): said for day, said in days.items()}
    with pytest.raises(ValueError, match="load a correct calendar"):
        Calendar([table, YearTable.of(2028, following)]).next_working_day(date(2027, 1, 1))


def test_the_digest_names_the_content() -> None:
    assert Calendar.of_content(WITH_2027.content).digest == WITH_2027.digest != shipped().digest


DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 12, 31))


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_between_start_and_due_lie_exactly_so_many_working_days(start: date, count: int) -> None:
    last = shipped().add_working_days(start, count)
    span = [start + timedelta(days=ahead) for ahead in range(1, (last - start).days + 1)]
    assert sum(map(shipped().working_day, span)) == count
    assert shipped().working_day(last)


@given(DAYS, st.integers(min_value=1, max_value=36))
def test_months_keep_the_day_or_take_the_last_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
