"""Functions on dates and times (DMN 1.5, 10.3.4.7 and 10.3.4.11). `now` and `today` are the time of the evaluation."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal

from engine.feel.builtins.registry import builtin
from engine.feel.operators import CLOCKED, equal_quietly
from engine.feel.scope import Run
from engine.feel.temporal import months_between
from engine.feel.values import Value, YearsMonthsDuration, kind
from engine.feel.wide import Date, Moment, clock_of, day_of, make_date, make_moment, offset_of, ordinal_of


@builtin("now()")
def now(run: Run) -> datetime:
    return run.now


@builtin("today()")
def today(run: Run) -> date:
    return run.now.date()


@builtin("is(value1: any, value2: any)")
def same(run: Run, left: Value, right: Value) -> bool:
    """Same kind, same value, and for times the same distance from UTC."""
    if kind(left) != kind(right):
        return False
    if kind(left) in CLOCKED and offset_of(left) != offset_of(right):
        return False
    return equal_quietly(run, left, right) is True


@builtin("years and months duration(from: date|datetime, to: date|datetime)")
def years_and_months_duration(run: Run, start: Value, end: Value) -> YearsMonthsDuration:
    return YearsMonthsDuration(months_between(_day(start), _day(end)))


def _day(value: Value) -> Date:
    return day_of(value) if kind(value) == "date and time" else value


@builtin("day of year(date: date|datetime)")
def day_of_year(run: Run, value: Value) -> Decimal:
    day = _day(value)
    return Decimal(ordinal_of(day) - ordinal_of(make_date(day.year, 1, 1)) + 1)


# The names are English whatever the locale: calendar's own tables would follow it.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)


@builtin("day of week(date: date|datetime)")
def day_of_week(run: Run, day: Value) -> str:
    return _DAYS[(ordinal_of(_day(day)) - 1) % 7]


@builtin("month of year(date: date|datetime)")
def month_of_year(run: Run, day: Value) -> str:
    return _MONTHS[_day(day).month - 1]


@builtin("week of year(date: date|datetime)")
def week_of_year(run: Run, day: Value) -> Decimal:
    # ISO 8601; the weeks of a year are those of the year 400 years from it.
    found = _day(day)
    return Decimal(date(2000 + found.year % 400, found.month, found.day).isocalendar().week)


@builtin("last day of month(date: date|datetime)")
def last_day_of_month(run: Run, value: Value) -> Date | Moment:
    day = _day(value)
    last = make_date(day.year, day.month, monthrange(2000 + day.year % 400, day.month)[1])
    return make_moment(last, clock_of(value)) if kind(value) == "date and time" else last
