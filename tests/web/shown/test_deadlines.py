"""Days left in working days, and the count that anybody can check."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from engine.values import ZONE
from web.shown import deadlines

HOLIDAYS = {date(2027, 3, 8): "妇女节", date(2027, 3, 9): "妇女节"}
MOVED = {date(2027, 3, 13): "妇女节"}


def kind(day: date) -> tuple[bool, str]:
    """A calendar with two holidays and one Saturday that is worked."""
    if day in MOVED:
        return True, MOVED[day]
    return day.weekday() < 5 and day not in HOLIDAYS, HOLIDAYS.get(day, "")


def at(day: int, hour: int = 0) -> datetime:
    """A moment in March 2027."""
    return datetime(2027, 3, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "days", "light"),
    [
        (at(4, 9), 5, "green"), (at(5, 9), 4, "green"), (at(12, 9), 1, "yellow"), (at(13, 9), 0, "yellow"),
        (at(14, 0), 0, "red"), (at(16, 9), -2, "red"),
    ],
)
def test_days_left_until_the_end_of_saturday_the_thirteenth(now: datetime, days: int, light: str) -> None:
    left = deadlines.left(at(14), now, kind)
    assert (left.days, left.light) == (days, light)


def test_without_a_deadline_there_is_no_light() -> None:
    assert deadlines.left(None, at(4), kind) == deadlines.Left(days=None, light="none")


def test_the_count_says_what_was_skipped() -> None:
    counted = deadlines.count(at(4, 9), at(14), kind)
    assert counted == deadlines.Count(
        start=date(2027, 3, 4), end=date(2027, 3, 13), working=5, weekend=2, holidays=(("妇女节", 2),), moved=1
    )


def test_a_count_that_nobody_would_read_is_left_out() -> None:
    assert deadlines.count(at(4), datetime(2030, 1, 1, tzinfo=ZONE), kind) is None
