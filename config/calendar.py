"""Working days: statutory holidays and 调休 by year, and when a limit that starts on a day runs out.

How days are counted (by analogy from articles 201 to 203 of the civil code): the starting day does not count; a period of
months ends on the day with the same number, or on the month's last day; a last day that is no working day moves to the
next one; a last day ends at 24:00 local time, which is the next day's 00:00.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar

from config.year_table import YearTable, parse_rows

#: The zone in which a day begins and ends.
ZONE = ZoneInfo("Asia/Shanghai")
#: The longest period in working days: about forty years.
MOST_WORKING_DAYS = 10_000

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit runs out: the instant that the last day ends; `provisional` while a year on the way has no table."""

    at: datetime
    provisional: bool

    @property
    def day(self) -> date:
        """The last day of the limit."""
        return (self.at - timedelta.resolution).astimezone(ZONE).date()


class Calendar:
    """The working days of a country's years. Immutable; `digest` names the content, so that each version can be kept."""

    def __init__(self, tables: Iterable[YearTable]) -> None:
        by_year = {table.year: table for table in tables}
        #: Year -> its table; of two tables for one year the later counts.
        self.tables: Mapping[int, YearTable] = MappingProxyType(dict(sorted(by_year.items())))
        #: What the tables say, as one text.
        self.content = "".join(table.text for table in self.tables.values())
        #: SHA-256 of the content.
        self.digest = hashlib.sha256(self.content.encode()).hexdigest()

    @classmethod
    def of_content(cls, content: str) -> Calendar:
        """The calendar that wrote this content. Raises BadCalendar when it is none."""
        years = groupby(content.splitlines(), key=lambda line: line[:4])
        return cls(parse_rows(list(lines)) for _year, lines in years)

    def covers(self, year: int) -> bool:
        """Whether the year's holidays are known."""
        return year in self.tables

    def working_day(self, day: date) -> bool:
        """Whether people work that day; an uncovered year knows weekends only."""
        table = self.tables.get(day.year)
        kind = table.days.get(day) if table else None
        return kind == "workday" or (kind is None and day.weekday() < 5)

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first working day after it. Raises ValueError when a whole year has none."""
        for ahead in range(366):
            if self.working_day(day + ahead * DAY):
                return day + ahead * DAY
        raise ValueError(f"no working day in the year after {day}: load a correct calendar")

    def add_working_days(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which does not count. Raises ValueError outside 1 to 10,000 days."""
        if not 0 < days <= MOST_WORKING_DAYS:
            raise ValueError(f"expected 1 to {MOST_WORKING_DAYS} working days, but got {days}")
        day = start
        for _ in range(days):
            day = self.next_working_day(day + DAY)
        return day

    def due(self, parameter: Mapping[str, Any], start: date | datetime) -> Due:
        """When `parameter` ({"value": 5, "unit": "working_days"}), counted from `start`, runs out.

        An aware datetime counts from its local day, except for the unit `hours`, which runs from the instant itself
        (of a plain day: from its end).
        Raises ValueError for a unit that is no period, a value that is no whole positive number, or a naive datetime.
        """
        value, unit = parameter["value"], parameter["unit"]
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValueError(f"a period is a whole positive number, not {value!r}")
        if isinstance(start, datetime) and start.tzinfo is None:
            raise ValueError("a limit that starts at a time needs that time's zone")
        if unit == "hours":
            return Due(at=_instant(start) + timedelta(hours=value), provisional=False)
        if unit not in PERIODS:
            raise ValueError(f"{unit!r} is no period; use one of {', '.join((*PERIODS, 'hours'))}")
        first = start.astimezone(ZONE).date() if isinstance(start, datetime) else start
        last = PERIODS[unit](self, first, value)
        provisional = not all(self.covers(year) for year in range(first.year, last.year + 1))
        return Due(at=datetime.combine(last + DAY, time(), ZONE), provisional=provisional)


def _instant(start: date | datetime) -> datetime:
    return start if isinstance(start, datetime) else datetime.combine(start + DAY, time(), ZONE)


def add_months(day: date, months: int) -> date:
    """The day with the same number `months` later, or that month's last day: 01-31 and one month give 02-28."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


#: How each unit finds the last day.
PERIODS: Mapping[str, Callable[[Calendar, date, int], date]] = {
    "working_days": Calendar.add_working_days,
    "calendar_days": lambda calendar, first, days: calendar.next_working_day(first + days * DAY),
    "months": lambda calendar, first, months: calendar.next_working_day(add_months(first, months)),
}


@cache
def shipped() -> Calendar:
    """The years that the package `chinese-calendar` knows: the State Council's arrangements as they were published."""
    years = sorted({day.year for day in chinese_calendar.holidays})
    return Calendar(YearTable.of(year, _published(year)) for year in years)


def _published(year: int) -> dict[date, tuple[str, str]]:
    chinese = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    kinds = (("holiday", chinese_calendar.holidays), ("workday", chinese_calendar.workdays))
    return {day: (kind, chinese[name]) for kind, days in kinds for day, name in days.items() if day.year == year}
