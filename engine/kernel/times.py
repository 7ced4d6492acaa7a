"""Instants and timers: from FEEL values and ISO-8601 texts to aware datetimes. A due day ends at 24:00 local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from engine import feel
from engine.kernel.plan import Stuck
from engine.values import FIRST_YEAR, LAST_YEAR, ZONE

_CYCLE = re.compile(r"R(?P<count>\d*)/(?:(?P<start>\d{4}-[^/]+)/)?(?P<every>P[^/]+)(?:/(?P<end>\d{4}-[^/]+))?")
_ADD = feel.parse("start + length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A repeating timer: every so often, `count` times (None: without end), first at `first`, never after `end`."""

    first: datetime
    every: str
    count: int | None
    end: datetime | None = None


def instant(value: Any) -> datetime:
    """The aware instant of a FEEL date, date and time, or ISO text; a date means the end of that day. Raises Stuck."""
    if isinstance(value, str):
        value = parse(value)
    value = feel.to_microsecond(value)
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Stuck("timer.invalid", value=feel.to_json(value))
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ZONE)
    if isinstance(value, date):
        return datetime.combine(value + timedelta(days=1), time(0), ZONE)
    raise Stuck("timer.invalid", value=feel.to_json(value))


def parse(text: str) -> date | datetime:
    """An ISO date or date and time. Raises Stuck for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise Stuck("timer.invalid", value=text) from error


def after(start: datetime, length: Any) -> datetime:
    """`start` plus a duration (FEEL value or ISO text). Raises Stuck when it is no duration or negative."""
    try:
        duration = feel.coerce(length, "duration")
    except feel.WrongType as error:
        raise Stuck("timer.invalid", value=feel.to_json(length)) from error
    # A seventh of a day has more digits than a clock.
    end = feel.to_microsecond(_ADD.evaluate({"start": start, "length": duration}, now=start))
    if not isinstance(end, datetime) or end < start or end.year > LAST_YEAR:
        raise Stuck("timer.invalid", value=feel.to_json(length))
    return end


def cycle(text: Any, now: datetime) -> Cycle:
    """A repeating interval such as `R3/PT1H`, `R/2027-01-04T09:00:00+08:00/P1D` or `R/PT1H/2027-01-31T18:00:00+08:00`.

    Raises Stuck, also when it would be over before it begins.
    """
    match = _CYCLE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise Stuck("timer.invalid", value=feel.to_json(text))
    count = int(match["count"]) if match["count"] else None
    first = instant(match["start"]) if match["start"] else after(now, match["every"])
    end = instant(match["end"]) if match["end"] else None
    if end is not None and first > end:
        raise Stuck("timer.invalid", value=text)
    return Cycle(first=first, every=match["every"], count=count, end=end)


def following(due: datetime, every: str, end: datetime | None) -> datetime | None:
    """The turn after `due`; None: there is none before `end`, or before calendars end."""
    try:
        turn = after(due, every)
    except Stuck:
        return None
    return turn if end is None or turn <= end else None
