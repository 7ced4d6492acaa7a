"""What people answered in forms, typed: an answer of the wrong type counts as not given, and the check then says so."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from engine.values import ZONE

Answers = Mapping[str, Any]


def text(answers: Answers, name: str) -> str:
    """The text without surrounding spaces; empty when not given."""
    value = answers.get(name)
    return value.strip() if isinstance(value, str) else ""


def yes(answers: Answers, name: str) -> bool | None:
    """The answer to a yes/no question, or None."""
    value = answers.get(name)
    return value if isinstance(value, bool) else None


def number(answers: Answers, name: str) -> Decimal | None:
    """The number, or None."""
    value = answers.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def rows(answers: Answers, name: str) -> Sequence[Answers]:
    """The rows of a table that are rows at all; empty when not given."""
    value = answers.get(name)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def names(given: Sequence[Answers], name: str = "name") -> list[str]:
    """What people called rows, for a sentence about them; a row without the text is told as such."""
    return [text(row, name) or "（未命名）" for row in given]


def words(answers: Answers, name: str) -> Sequence[str] | None:
    """The chosen words of a list, or None when not given."""
    value = answers.get(name)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list | tuple) else None


def day(answers: Answers, name: str) -> date | None:
    """The local day of a date (`2027-01-31`) or a time with a zone, or None."""
    value = answers.get(name)
    if isinstance(value, datetime):
        return local_day(value) if value.tzinfo else None
    if isinstance(value, date):
        return value
    return _parsed(value, timedelta(0)) if isinstance(value, str) else None


def last_day(answers: Answers, name: str) -> date | None:
    """The last day of a limit: of the day itself, or of the instant at which it runs out (midnight ends the day before)."""
    value = answers.get(name)
    if isinstance(value, datetime):
        return local_day(value - timedelta.resolution) if value.tzinfo else None
    return _parsed(value, timedelta.resolution) if isinstance(value, str) else day(answers, name)


def _parsed(value: str, before: timedelta) -> date | None:
    try:
        if len(value) == len("2027-01-31"):
            return date.fromisoformat(value)
        at = datetime.fromisoformat(value)
        return local_day(at - before) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def local_day(at: datetime) -> date:
    """The day that it is in the city at an aware time."""
    return at.astimezone(ZONE).date()


def months_later(start: date, months: int) -> date:
    """The day with the same number `months` later, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
