"""Dates, times and durations: their text, their properties and their arithmetic (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.values import NUMBERS, YearsMonthsDuration

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(Z|[+-][0-9]{2}:[0-9]{2}|@[A-Za-z_+\-/0-9]{1,60})?"
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


def parse_date(text: str) -> date | None:
    """`2027-01-04`, or None."""
    match = _DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """`09:30:00`, with a fraction and `Z`, `+08:00` or `@Asia/Shanghai` as may be, or None."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        fraction = int((match[4] or "0").ljust(6, "0")[:6])
        return time(int(match[1]), int(match[2]), int(match[3]), fraction, parse_zone(match[5]))
    except ValueError:
        return None


def parse_datetime(text: str) -> datetime | None:
    """`2027-01-04T09:30:00+08:00`, or None."""
    day, separator, clock = text.partition("T")
    parsed_day, parsed_time = parse_date(day), parse_time(clock)
    if not separator or parsed_day is None or parsed_time is None:
        return None
    return datetime.combine(parsed_day, parsed_time)


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
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    if offset > timedelta(hours=14) or int(text[4:6]) > 59:
        raise ValueError(text)
    return timezone(-offset if text[0] == "-" else offset) if offset else UTC


def parse_duration(text: str) -> timedelta | YearsMonthsDuration | None:
    """`P1Y6M` or `P3DT4H`, negative with a leading minus, or None."""
    match = _YEARS_MONTHS.fullmatch(text)
    if match:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonthsDuration(-months if match[1] else months)
    match = _DAYS_TIME.fullmatch(text)
    if match is None:
        return None
    microseconds = int(Decimal(match[5] or 0) * 1_000_000)
    try:
        span = timedelta(int(match[2] or 0), 0, microseconds, 0, int(match[4] or 0), int(match[3] or 0))
        return -span if match[1] else span
    except OverflowError:
        return None


# -- value to text -------------------------------------------------------------------------------------------------


def text_of(value: date | time | timedelta | YearsMonthsDuration, *, offset: bool = False) -> str:
    """FEEL's text of a temporal value; with `offset`, a zone is written as `+08:00` (ISO 8601), not `@Asia/Shanghai`."""
    if isinstance(value, YearsMonthsDuration):
        return _years_months_text(value.months)
    if isinstance(value, timedelta):
        return _days_time_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() + "T" + _clock_text(value.time()) + _zone_text(value, offset)
    if isinstance(value, time):
        return _clock_text(value) + _zone_text(value, offset)
    return value.isoformat()


def _clock_text(clock: time) -> str:
    text = clock.replace(tzinfo=None).isoformat()
    return text.rstrip("0").rstrip(".") if "." in text else text


def _zone_text(value: datetime | time, offset: bool) -> str:
    if value.tzinfo is None:
        return ""
    if isinstance(value.tzinfo, ZoneInfo) and (not offset or value.utcoffset() is None):
        return "@" + value.tzinfo.key
    shift = value.utcoffset() or timedelta(0)
    if not shift:
        return "Z"
    minutes = abs(shift) // timedelta(minutes=1)
    return f"{'-' if shift < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _years_months_text(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    text = (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    return ("-P" if months < 0 else "P") + text


def _days_time_text(span: timedelta) -> str:
    size = abs(span)
    hours, rest = divmod(size.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    second_text = f"{seconds}.{size.microseconds:06}".rstrip("0").rstrip(".") if size.microseconds else str(seconds)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{second_text}S" if seconds or size.microseconds else ""
    text = (f"{size.days}D" if size.days else "") + (f"T{clock}" if clock else "")
    return ("-P" if span < timedelta(0) else "P") + (text or "T0S")


# -- arithmetic ----------------------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month; a datetime keeps its time. May raise ValueError."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise ValueError("year out of range")
    return day.replace(year=years, month=month + 1, day=min(day.day, monthrange(years, month + 1)[1]))


def add_span(value: date | time, span: timedelta) -> date | time:
    """`value` later by `span`: elapsed time for a zoned datetime, whole days for a date, around midnight for a time."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) + span).astimezone(value.tzinfo) if value.tzinfo else value + span
    if isinstance(value, date):
        return (datetime.combine(value, time()) + span).date()
    return (datetime.combine(date(2000, 1, 3), value) + span).timetz()


def midnight(day: date, zone: tzinfo | None = UTC) -> datetime:
    """A date where a date and time is wanted: its midnight, in UTC as DMN 1.5 has it."""
    return day if isinstance(day, datetime) else datetime.combine(day, time(), zone)


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`, negative backwards."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def seconds_of(span: timedelta) -> Decimal:
    """The duration in seconds, exactly."""
    return NUMBERS.divide(Decimal(span // timedelta(microseconds=1)), Decimal(1_000_000))


def span_of(seconds: Decimal) -> timedelta:
    """The duration of so many seconds, to the microsecond. Raises OverflowError beyond 999,999,999 days."""
    return timedelta(microseconds=int(NUMBERS.multiply(seconds, Decimal(1_000_000)).to_integral_value()))


# -- properties ----------------------------------------------------------------------------------------------------


def _part(unit: Callable[[timedelta], int]) -> Callable[[timedelta], Decimal]:
    return lambda span: Decimal(unit(abs(span)) * (-1 if span < timedelta(0) else 1))


def _second(value: datetime | time) -> Decimal:
    return NUMBERS.add(Decimal(value.second), NUMBERS.divide(Decimal(value.microsecond), Decimal(1_000_000)))


def _zone_name(value: datetime | time) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


_DAY: dict[str, Callable[[Any], Any]] = {
    "year": lambda value: Decimal(value.year), "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day), "weekday": lambda value: Decimal(value.isoweekday()),
}
_CLOCK: dict[str, Callable[[Any], Any]] = {
    "hour": lambda value: Decimal(value.hour), "minute": lambda value: Decimal(value.minute), "second": _second,
    "time offset": lambda value: value.utcoffset(), "timezone": _zone_name,
}
#: kind -> property -> reader (DMN 1.5, table 65).
PROPERTIES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "years and months duration": {
        "years": lambda value: Decimal(int(value.months / 12)),
        "months": lambda value: Decimal(abs(value.months) % 12 * (-1 if value.months < 0 else 1)),
    },
    "days and time duration": {
        "days": _part(lambda span: span.days), "hours": _part(lambda span: span.seconds // 3600),
        "minutes": _part(lambda span: span.seconds // 60 % 60),
        "seconds": lambda span: NUMBERS.remainder(seconds_of(span), Decimal(60)),
    },
    "range": {
        "start": lambda value: value.start, "end": lambda value: value.end,
        "start included": lambda value: value.start_included, "end included": lambda value: value.end_included,
    },
}
