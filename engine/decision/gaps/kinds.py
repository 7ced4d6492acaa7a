"""The kinds of values that columns have: what lies next to, between and at the ends of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from engine.feel import Value, YearsMonthsDuration

#: (low, high) -> a value strictly between the two (None: no bound), or None when there is none.
Inside = Callable[[Any, Any], Value]


@dataclass(frozen=True, slots=True)
class Kind:
    """`inside` finds a value in an open interval; `all` are all values of the kind where it has only a few."""

    inside: Inside
    all: tuple[Value, ...] = ()


def _number(low: Decimal | None, high: Decimal | None) -> Decimal:
    """Whole where possible: people read it."""
    if low is None or high is None:
        return (low or high or Decimal(0)) + (low is not None) - (high is not None)
    whole = low.to_integral_value(ROUND_FLOOR) + 1
    return whole if whole < high else (low + high) / 2


def _whole(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """For columns of whole numbers: there is nothing between 1 and 2."""
    start = None if low is None else low.to_integral_value(ROUND_FLOOR) + 1
    if start is None:
        return Decimal(0) if high is None else -((-high).to_integral_value(ROUND_FLOOR) + 1)
    return start if high is None or start < high else None


#: What stands for “something else” when it fits: a word that reads as such.
OTHERS = ("其他", "M", "a", "0")


def _string(low: str | None, high: str | None) -> str | None:
    for word in (*OTHERS, f"{low or ''}0", f"{low or ''}\0"):
        if (low is None or low < word) and (high is None or word < high):
            return word
    return "" if low is None and high != "" else None


def _date(low: date | None, high: date | None) -> date | None:
    start = low or date.min
    first = start if low is None else start + timedelta(days=1) if start < date.max else None
    if low is None and high is not None and high > date.min:
        return high - timedelta(days=1)
    return first if first is not None and (high is None or first < high) else None


_TICK = timedelta(microseconds=1)


def _moment(low: datetime | None, high: datetime | None) -> datetime | None:
    if low is None or high is None:
        found = low or high or datetime(2027, 1, 4, 9, tzinfo=UTC)
        try:
            return found + timedelta(days=(low is not None) - (high is not None))
        except OverflowError:
            return None
    return low + (high - low) / 2 if high - low > _TICK else None


def _clock(low: time | None, high: time | None) -> time | None:
    day = date(2000, 1, 3)
    start = datetime.combine(day, low or time()) - (_TICK if low is None else timedelta())
    end = datetime.combine(day, high or time()) + (timedelta(days=1) if high is None else timedelta())
    return (start + (end - start) / 2).time() if end - start > _TICK else None


def _span(low: timedelta | None, high: timedelta | None) -> timedelta | None:
    if low is None or high is None:
        return (low or high or timedelta()) + timedelta(days=(low is not None) - (high is not None))
    return low + (high - low) / 2 if high - low > _TICK else None


def _months(low: YearsMonthsDuration | None, high: YearsMonthsDuration | None) -> YearsMonthsDuration | None:
    found = _whole(*(None if bound is None else Decimal(bound.months) for bound in (low, high)))
    return None if found is None else YearsMonthsDuration(int(found))


def _boolean(low: bool | None, high: bool | None) -> bool | None:
    return next((value for value in (False, True) if (low is None or low < value) and (high is None or value < high)), None)


#: FEEL's name of the kind -> what there is to know. `whole number` is what older editors call integer and long.
KINDS: Mapping[str, Kind] = {
    "number": Kind(_number), "whole number": Kind(_whole), "string": Kind(_string), "date": Kind(_date),
    "time": Kind(_clock), "date and time": Kind(_moment), "days and time duration": Kind(_span),
    "years and months duration": Kind(_months), "boolean": Kind(_boolean, (False, True)),
}
