"""Conversion functions (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TypeVar

from engine.feel.builtins.registry import builtin, whole
from engine.feel.scope import Run
from engine.feel.temporal import parse_date, parse_datetime, parse_duration, parse_time
from engine.feel.text import feel_text
from engine.feel.values import NUMBERS, Value, YearsMonthsDuration

_T = TypeVar("_T")
_SEPARATORS = (" ", ",", ".")
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _read(value: _T | None, text: str) -> _T:
    if value is None:
        raise ValueError(text)
    return value


@builtin("date(from: string)")
def date_from_text(run: Run, text: str) -> date:
    return _read(parse_date(text), text)


@builtin("date(from: date|datetime)")
def date_of(run: Run, value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


@builtin("date(year: number, month: number, day: number)")
def date_from_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> date:
    return date(whole(year), whole(month), whole(day))


@builtin("date and time(from: string)")
def datetime_from_text(run: Run, text: str) -> datetime:
    day = parse_date(text)
    return datetime.combine(day, time()) if day else _read(parse_datetime(text), text)


@builtin("date and time(from: date|datetime)")
def datetime_of(run: Run, value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


@builtin("date and time(date: date|datetime, time: time)")
def datetime_from_parts(run: Run, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


@builtin("time(from: string)")
def time_from_text(run: Run, text: str) -> time:
    return _read(parse_time(text), text)


@builtin("time(from: time)")
def time_of_time(run: Run, value: time) -> time:
    return value


@builtin("time(from: date|datetime)")
def time_of(run: Run, value: date) -> time:
    return value.timetz() if isinstance(value, datetime) else time(tzinfo=timezone(timedelta(0)))


@builtin("time(hour: number, minute: number, second: number, offset?: days)")
def time_from_parts(run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None) -> time:
    microseconds = int(NUMBERS.multiply(second, Decimal(1_000_000)))
    zone = None if offset is None else timezone(offset)
    return time(whole(hour), whole(minute), microseconds // 1_000_000, microseconds % 1_000_000, zone)


@builtin("duration(from: string)")
def duration_from_text(run: Run, text: str) -> timedelta | YearsMonthsDuration:
    span: timedelta | YearsMonthsDuration | None = parse_duration(text)
    if span is None:
        raise ValueError(text)
    return span


@builtin("duration(from: days|months)")
def duration_of(run: Run, value: Value) -> Value:
    return value


@builtin("string(from: any)")
def string_of(run: Run, value: Value) -> str | None:
    return None if value is None else feel_text(run, value)


@builtin("number(from: number)")
def number_of(run: Run, value: Decimal) -> Decimal:
    return value


@builtin("number(from: string, grouping separator?: string, decimal separator?: string)")
def number_from_text(run: Run, text: str, grouping: str | None, decimal: str | None) -> Decimal:
    if grouping not in (None, *_SEPARATORS) or decimal not in (None, ",", ".") or (grouping and grouping == decimal):
        raise ValueError("separators")
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(decimal, ".") if decimal else plain
    if len(plain) > 1000 or not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return NUMBERS.create_decimal(plain)
