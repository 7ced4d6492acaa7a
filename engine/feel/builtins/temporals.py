"""Functions on dates and times (DMN 1.5, 10.3.4.7 and 10.3.4.11). `now` and `today` are the time of the evaluation."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal

from engine.feel.builtins.registry import builtin
from engine.feel.operators import equal_quietly
from engine.feel.scope import Run
from engine.feel.temporal import months_between
from engine.feel.values import Value, YearsMonthsDuration, kind


@builtin("now()")
def now(run: Run) -> datetime:
    return run.now


@builtin("today()")
def today(run: Run) -> date:
    return run.now.date()


@builtin("is(value1: any, value2: any)")
def same(run: Run, left: Value, right: Value) -> bool:
    """Same kind, same value, and for times the same zone."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, datetime | time) and str(left.tzinfo) != str(right.tzinfo):
        return False
    return equal_quietly(run, left, right) is True


@builtin("years and months duration(from: date|datetime, to: date|datetime)")
def years_and_months_duration(run: Run, start: date, end: date) -> YearsMonthsDuration:
    first, last = (value.date() if isinstance(value, datetime) else value for value in (start, end))
    return YearsMonthsDuration(months_between(first, last))


@builtin("day of year(date: date|datetime)")
def day_of_year(run: Run, day: date) -> Decimal:
    return Decimal(day.timetuple().tm_yday)


# The names are English whatever the locale: calendar's own tables would follow it.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)


@builtin("day of week(date: date|datetime)")
def day_of_week(run: Run, day: date) -> str:
    return _DAYS[day.weekday()]


@builtin("month of year(date: date|datetime)")
def month_of_year(run: Run, day: date) -> str:
    return _MONTHS[day.month - 1]


@builtin("week of year(date: date|datetime)")
def week_of_year(run: Run, day: date) -> Decimal:
    return Decimal(day.isocalendar().week)


@builtin("last day of month(date: date|datetime)")
def last_day_of_month(run: Run, day: date) -> date:
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    return datetime.combine(last, day.timetz()) if isinstance(day, datetime) else last
