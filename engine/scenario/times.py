"""Times as answers and options write them: ISO 8601 instants and durations, months included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine import feel
from engine.values import FIRST_YEAR, LAST_YEAR, ZONE

_ADD = feel.parse("start + length", names=("start", "length"))


@dataclass(frozen=True, slots=True)
class Length:
    """A duration that is not negative."""

    value: timedelta | feel.YearsMonthsDuration

    def after(self, start: datetime) -> datetime | None:
        """The instant that much later, in the zone of people (a month later has the same local time). None when no
        calendar reaches so far: that is never."""
        local = start.astimezone(ZONE)
        end = _ADD.evaluate({"start": local, "length": self.value}, now=local)
        return end if isinstance(end, datetime) and end.year <= LAST_YEAR else None


def length(text: str) -> Length:
    """The duration `P10D`, `PT1H30M`, `P1M`. Raises ValueError."""
    try:
        value = feel.coerce(text, "duration")
    except feel.WrongType:
        raise ValueError(f"not a duration: {text!r}") from None
    months = value.months if isinstance(value, feel.YearsMonthsDuration) else 0
    if months < 0 or (isinstance(value, timedelta) and value < timedelta(0)):
        raise ValueError(f"a negative duration: {text!r}")
    return Length(value)


def instant(text: str) -> datetime:
    """The aware instant of an ISO date and time; without a zone it is meant in ours. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(f"not in the years {FIRST_YEAR} to {LAST_YEAR}: {text!r}")
    return at if at.tzinfo else at.replace(tzinfo=ZONE)


def until(text: str, start: datetime) -> datetime:
    """A duration counted from `start`, or an instant. Raises ValueError."""
    if not text.startswith("P"):
        return instant(text)
    end = length(text).after(start)
    if end is None:
        raise ValueError(f"no such time: {start} + {text}")
    return end
