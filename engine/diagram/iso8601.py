"""Literals of timers in ISO 8601: is this text a date, a duration, a repeating interval? The kernel plays them."""

from __future__ import annotations

import re
from datetime import datetime

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_DURATIONS = (
    re.compile(r"P(?=\d)(\d+Y)?(\d+M)?"),
    re.compile(r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
)
_REPEAT = re.compile(r"R([1-9]\d{0,8})?")
#: Digits of one component: more would overflow every calendar.
_TOO_LONG = re.compile(r"\d{10,}")


def is_date(text: str) -> bool:
    """A day or a day and time, with or without zone: `2027-01-31`, `2027-01-31T18:00:00+08:00`."""
    if not text.isascii() or not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_duration(text: str) -> bool:
    """A duration that is not negative: `P10D`, `PT1H30M`, `P1Y2M`.

    As in FEEL, months and days do not mix, because nobody can say how long that is; there are no weeks.
    """
    return text.isascii() and any(form.fullmatch(text) for form in _DURATIONS) and not _TOO_LONG.search(text)


def is_cycle(text: str) -> bool:
    """A repeating interval: `R3/PT1H`, `R5/2027-01-04T09:00:00+08:00/P1D`, `R/P1D/2027-01-31T18:00:00+08:00`; never zero.

    A date before the duration is the first turn, one behind it an end after which there is no more.
    """
    repeat, *parts = text.split("/")
    at = next((number for number, part in enumerate(parts) if part.startswith("P")), None)
    if at is None:
        return False
    start, interval, end = parts[:at], parts[at], parts[at + 1:]
    return (
        _REPEAT.fullmatch(repeat) is not None
        and len(start) < 2 and len(end) < 2 and all(is_date(date) for date in (*start, *end))
        and is_duration(interval)
        and re.search(r"[1-9]", interval) is not None
    )
