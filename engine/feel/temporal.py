"""Dates, times and durations: their text, their properties and their arithmetic (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.values import NUMBERS, YearsMonthsDuration, kind
from engine.feel.wide import (
    DAY,
    SECOND,
    Date,
    Moment,
    Span,
    Time,
    clock_of,
    day_of,
    fraction_of,
    make_date,
    make_moment,
    make_span,
    make_time,
    nanoseconds_in,
    offset_of,
    ordinal_of,
    zone_of,
)

_DATE = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z_+\-/0-9]{1,60})?"
)
_YEARS_MONTHS = re.compile(r"(-?)P(?=[0-9])(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?")
_DAYS_TIME = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]{1,9})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,12}(?:\.[0-9]{1,9})?)S)?)?"
)


# -- text to value -------------------------------------------------------------------------------------------------


def parse_temporal(text: str) -> Any:
    """The date, time, date and time or duration that `text` writes, or None."""
    for parser in (parse_date, parse_datetime, parse_time, parse_duration):
        value = parser(text)
        if value is not None:
            return value
    return None


def parse_date(text: str) -> Date | None:
    """`2027-01-04`, `-0044-03-15`, or None. There is no year 0000 in a text (XML Schema 1.0)."""
    match = _DATE.fullmatch(text)
    try:
        return make_date(int(match[1]), int(match[2]), int(match[3])) if match and int(match[1]) else None
    except ValueError:
        return None


def parse_time(text: str) -> Time | None:
    """`09:30:00`, with a fraction and `Z`, `+08:00` or `@Asia/Shanghai` as may be, or None."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        fraction = int((match[4] or "").ljust(9, "0"))
        return make_time(int(match[1]), int(match[2]), int(match[3]), fraction, parse_zone(match[5]))
    except ValueError:
        return None


def parse_datetime(text: str) -> Moment | None:
    """`2027-01-04T09:30:00+08:00`, or None."""
    day, separator, clock = text.partition("T")
    parsed_day, parsed_time = parse_date(day), parse_time(clock)
    if not separator or parsed_day is None or parsed_time is None:
        return None
    return make_moment(parsed_day, parsed_time)


def parse_zone(text: str | None) -> tzinfo | None:
    """`Z`, `+08:00`, `@Asia/Shanghai`; None for None. Raises ValueError when there is no such zone."""
    if text is None:
        return None
    if text == "Z":
        return UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (OSError, KeyError) as error:
            raise ValueError(text) from error
    hours, minutes, seconds = (int(part) for part in (text[1:] + ":00").split(":")[:3])
    if minutes > 59 or seconds > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return fixed_zone(-offset if text[0] == "-" else offset)


def fixed_zone(offset: timedelta) -> tzinfo:
    """The zone so far from UTC. Raises ValueError beyond 14 hours (XML Schema part 2, 3.2.7)."""
    if abs(offset) > timedelta(hours=14):
        raise ValueError(str(offset))
    return timezone(offset) if offset else UTC


def parse_duration(text: str) -> Span | YearsMonthsDuration | None:
    """`P1Y6M` or `P3DT4H`, negative with a leading minus, or None."""
    match = _YEARS_MONTHS.fullmatch(text)
    if match:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonthsDuration(-months if match[1] else months)
    match = _DAYS_TIME.fullmatch(text)
    if match is None:
        return None
    minutes = (int(match[2] or 0) * 24 + int(match[3] or 0)) * 60 + int(match[4] or 0)
    length = minutes * 60 * SECOND + (int(Decimal(match[5]) * SECOND) if match[5] else 0)
    return make_span(-length if match[1] else length)


# -- value to text -------------------------------------------------------------------------------------------------


def text_of(value: Any, *, offset: bool = False) -> str:
    """FEEL's text of a temporal value; with `offset`, a zone is written as `+08:00` (ISO 8601), not `@Asia/Shanghai`."""
    return _TEXTS[kind(value)](value, offset)


def _date_text(day: Date) -> str:
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04}-{day.month:02}-{day.day:02}"


def _clock_text(clock: Time) -> str:
    text = f"{clock.hour:02}:{clock.minute:02}:{clock.second:02}.{fraction_of(clock):09}"
    return text.rstrip("0").rstrip(".")


def _zone_text(value: Moment | Time, offset: bool) -> str:
    zone = zone_of(value)
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo) and (not offset or kind(value) == "time"):
        # Without its day, the region's offset would be a guess.
        return "@" + zone.key
    shift = offset_of(value) or timedelta(0)
    if not shift:
        return "Z"
    minutes, seconds = divmod(abs(shift) // timedelta(seconds=1), 60)
    text = f"{'-' if shift < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def _years_months_text(value: YearsMonthsDuration) -> str:
    years, rest = divmod(abs(value.months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return ("-P" if value.months < 0 else "P") + text


def _days_time_text(span: Span) -> str:
    length = nanoseconds_in(span)
    days, rest = divmod(abs(length), DAY)
    seconds, fraction = divmod(rest, SECOND)
    second_text = f"{seconds % 60}.{fraction:09}".rstrip("0").rstrip(".") if fraction else str(seconds % 60)
    clock = (f"{seconds // 3600}H" if seconds >= 3600 else "") + (f"{seconds // 60 % 60}M" if seconds // 60 % 60 else "")
    clock += f"{second_text}S" if seconds % 60 or fraction else ""
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-P" if length < 0 else "P") + (text or "T0S")


#: kind -> its text, given the value and whether a zone's offset is wanted.
_TEXTS: dict[str, Callable[[Any, bool], str]] = {
    "date": lambda value, offset: _date_text(value),
    "time": lambda value, offset: _clock_text(value) + _zone_text(value, offset),
    "date and time": lambda value, offset: (
        f"{_date_text(day_of(value))}T{_clock_text(clock_of(value))}{_zone_text(value, offset)}"
    ),
    "days and time duration": lambda value, offset: _days_time_text(value),
    "years and months duration": lambda value, offset: _years_months_text(value),
}
TEMPORAL = frozenset(_TEXTS)


# -- arithmetic ----------------------------------------------------------------------------------------------------


def add_months(value: Any, months: int) -> Date | Moment:
    """The same day `months` later, or the last day of a shorter month; a moment keeps its time. May raise ValueError."""
    is_moment = kind(value) == "date and time"
    day: Date = day_of(value) if is_moment else value
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # The calendar repeats itself after 400 years.
    last = monthrange(2000 + years % 400, month + 1)[1]
    moved = make_date(years, month + 1, min(day.day, last))
    return make_moment(moved, clock_of(value)) if is_moment else moved


def midnight(day: Any, zone: tzinfo | None = UTC) -> Moment:
    """A date where a date and time is wanted: its midnight, in UTC as DMN 1.5 has it."""
    return day if kind(day) == "date and time" else make_moment(day, time(tzinfo=zone))


def months_between(start: Date, end: Date) -> int:
    """Whole months from `start` to `end`, negative backwards."""
    if ordinal_of(end) < ordinal_of(start):
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def seconds_of(span: Span) -> Decimal:
    """The duration in seconds, exactly."""
    return NUMBERS.divide(Decimal(nanoseconds_in(span)), Decimal(SECOND))


def span_of(seconds: Decimal) -> Span:
    """The duration of so many seconds, to the nanosecond. Raises OverflowError for one that is too long."""
    return make_span(int(NUMBERS.multiply(seconds, Decimal(SECOND)).to_integral_value()))


# -- properties ----------------------------------------------------------------------------------------------------


def _of_day(read: Callable[[Date], int]) -> Callable[[Any], Decimal]:
    return lambda value: Decimal(read(day_of(value) if kind(value) == "date and time" else value))


def _of_clock(read: Callable[[Time], int]) -> Callable[[Any], Decimal]:
    return lambda value: Decimal(read(clock_of(value) if kind(value) == "date and time" else value))


def _part(unit: int, modulus: int | None = None) -> Callable[[Any], Decimal]:
    def read(span: Span) -> Decimal:
        length = nanoseconds_in(span)
        size = abs(length) // unit if modulus is None else abs(length) // unit % modulus
        return Decimal(-size if length < 0 else size)

    return read


def _second(value: Any) -> Decimal:
    clock = clock_of(value) if kind(value) == "date and time" else value
    return NUMBERS.add(Decimal(clock.second), NUMBERS.divide(Decimal(fraction_of(clock)), Decimal(SECOND)))


def _zone_name(value: Any) -> str | None:
    zone = zone_of(value)
    return zone.key if isinstance(zone, ZoneInfo) else None


_DAY: dict[str, Callable[[Any], Any]] = {
    "year": _of_day(lambda day: day.year), "month": _of_day(lambda day: day.month), "day": _of_day(lambda day: day.day),
    "weekday": _of_day(lambda day: (ordinal_of(day) - 1) % 7 + 1),
}
_CLOCK: dict[str, Callable[[Any], Any]] = {
    "hour": _of_clock(lambda clock: clock.hour), "minute": _of_clock(lambda clock: clock.minute), "second": _second,
    "time offset": offset_of, "timezone": _zone_name,
}
#: kind -> property -> reader (DMN 1.5, table 65).
PROPERTIES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "years and months duration": {
        "years": lambda value: Decimal(abs(value.months) // 12 * (-1 if value.months < 0 else 1)),
        "months": lambda value: Decimal(abs(value.months) % 12 * (-1 if value.months < 0 else 1)),
    },
    "days and time duration": {
        "days": _part(DAY), "hours": _part(3600 * SECOND, 24), "minutes": _part(60 * SECOND, 60),
        "seconds": lambda span: NUMBERS.remainder(seconds_of(span), Decimal(60)),
    },
    "range": {
        "start": lambda value: value.start, "end": lambda value: value.end,
        "start included": lambda value: value.start_included, "end included": lambda value: value.end_included,
    },
}
