"""Days left until a deadline, in working days, as a light; and the count itself, for anybody to check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from engine.values import ZONE

Light = Literal["green", "yellow", "red", "none"]
#: (day) -> (is it a working day, why not or why so: the holiday's name, empty for an ordinary day)
Kind = Callable[[date], tuple[bool, str]]
#: A count longer than this is not shown day by day.
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How much time is left; `days` negative = overdue by so many working days."""

    days: int | None
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How a period was counted: the day after `start` is day one, `end` is the last."""

    start: date
    end: date
    working: int
    weekend: int
    #: (name, number of days), in the order of the calendar; working weekends (调休) under their own name.
    holidays: tuple[tuple[str, int], ...]
    moved: int


def last_day(due: datetime) -> date:
    """The day on which something is due: a due moment at 24:00 belongs to the day that ends."""
    return (due.astimezone(ZONE) - timedelta(microseconds=1)).date()


def left(due: datetime | None, now: datetime, kind: Kind) -> Left:
    """Working days after today up to and with the due day; yellow with one left or none, red when it is over."""
    if due is None:
        return Left(days=None, light="none")
    today, end = now.astimezone(ZONE).date(), last_day(due)
    if now >= due:
        return Left(days=-_working(end, today, kind), light="red")
    days = _working(today, end, kind)
    return Left(days=days, light="yellow" if days <= 1 else "green")


def _working(after: date, until: date, kind: Kind) -> int:
    span = min((until - after).days, LONGEST)
    return sum(kind(after + timedelta(days=step))[0] for step in range(1, span + 1))


def count(start: datetime, due: datetime, kind: Kind) -> Count | None:
    """The count of a period, or None when it is longer than anybody would read."""
    first, end = start.astimezone(ZONE).date(), last_day(due)
    if not 0 <= (end - first).days <= LONGEST:
        return None
    working = weekend = moved = 0
    holidays: dict[str, int] = {}
    for step in range(1, (end - first).days + 1):
        day = first + timedelta(days=step)
        works, name = kind(day)
        working += works
        moved += works and day.weekday() >= 5
        if not works and name:
            holidays[name] = holidays.get(name, 0) + 1
        elif not works:
            weekend += 1
    return Count(start=first, end=end, working=working, weekend=weekend, holidays=tuple(holidays.items()), moved=moved)
