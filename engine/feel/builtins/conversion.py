"""Conversion functions (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta
from decimal import Decimal
from typing import NoReturn

from engine.feel.builtins.registry import builtin, whole
from engine.feel.scope import Run
from engine.feel.temporal import fixed_zone, parse_date, parse_datetime, parse_duration, parse_time
from engine.feel.text import feel_text
from engine.feel.values import NUMBERS, Value, YearsMonthsDuration, kind
from engine.feel.wide import (
    SECOND,
    Date,
    Moment,
    Span,
    Time,
    clock_of,
    day_of,
    make_date,
    make_moment,
    make_time,
    nanoseconds_in,
)

_SEPARATORS = (" ", ",", ".")
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


@builtin("date(from: string)")
def date_from_text(run: Run, text: str) -> Date:
    return parse_date(text) or _refuse(text)


@builtin("date(from: date|datetime)")
def date_of(run: Run, value: Value) -> Date:
    return day_of(value) if kind(value) == "date and time" else value


@builtin("date(year: number, month: number, day: number)")
def date_from_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> Date:
    return make_date(whole(year), whole(month), whole(day))


@builtin("date and time(from: string)")
def datetime_from_text(run: Run, text: str) -> Moment:
    day = parse_date(text)
    return make_moment(day, time()) if day else parse_datetime(text) or _refuse(text)


@builtin("date and time(from: date|datetime)")
def datetime_of(run: Run, value: Value) -> Moment:
    return value if kind(value) == "date and time" else make_moment(value, time())


@builtin("date and time(date: date|datetime, time: time)")
def datetime_from_parts(run: Run, day: Value, clock: Time) -> Moment:
    return make_moment(date_of(run, day), clock)


@builtin("time(from: string)")
def time_from_text(run: Run, text: str) -> Time:
    return parse_time(text) or _refuse(text)


@builtin("time(from: time)")
def time_of_time(run: Run, value: Time) -> Time:
    return value


@builtin("time(from: date|datetime)")
def time_of(run: Run, value: Value) -> Time:
    return clock_of(value) if kind(value) == "date and time" else time(tzinfo=UTC)


@builtin("time(hour: number, minute: number, second: number, offset?: days)")
def time_from_parts(run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: Span | None) -> Time:
    seconds, nanoseconds = divmod(int(NUMBERS.multiply(second, Decimal(SECOND))), SECOND)
    zone = None if offset is None else fixed_zone(timedelta(microseconds=nanoseconds_in(offset) // 1000))
    return make_time(whole(hour), whole(minute), seconds, nanoseconds, zone)


@builtin("duration(from: string)")
def duration_from_text(run: Run, text: str) -> Span | YearsMonthsDuration:
    span = parse_duration(text)
    return _refuse(text) if span is None else span


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
