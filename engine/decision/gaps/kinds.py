"""The kinds of values that columns have: what lies next to, between and at the ends of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from engine.feel import Value, YearsMonthsDuration
from engine.feel.wide import (
    DAY,
    Date,
    Moment,
    Span,
    Time,
    date_at,
    key_of,
    later,
    make_date,
    make_span,
    nanoseconds_in,
    offset_of,
    ordinal_of,
    time_at,
    zone_of,
)

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


def _between(low: int | None, high: int | None, step: int) -> int | None:
    """A whole number strictly between, `step` away where there is only one bound."""
    if low is None or high is None:
        return (low or high or 0) + step * ((low is not None) - (high is not None))
    return low + (high - low) // 2 if high - low > 1 else None


def _date(low: Date | None, high: Date | None) -> Date | None:
    if low is None and high is None:
        return date.min
    start = None if low is None else ordinal_of(low) + 1
    found = ordinal_of(high) - 1 if start is None and high is not None else start
    if found is None or (high is not None and found >= ordinal_of(high)):
        return None
    return date_at(found) if abs(found) <= _LAST_DAY else None


#: Days of 999,999,999 years, the last that FEEL has.
_LAST_DAY = ordinal_of(make_date(999_999_999, 12, 31))


def _moment(low: Moment | None, high: Moment | None) -> Moment | None:
    start = low or high or datetime(2027, 1, 4, 9, tzinfo=UTC)
    found = _between(None if low is None else key_of(low), None if high is None else key_of(high), DAY)
    if found is None:
        return None
    try:
        # The result has the zone of a bound, so that it can be compared with it.
        return later(start, make_span(found - key_of(start) if low or high else 0))  # type: ignore[return-value]
    except ValueError:
        return None


def _clock(low: Time | None, high: Time | None) -> Time | None:
    zone = zone_of(low or high) if low or high else None
    shift = nanoseconds_in(offset_of(low or high) or timedelta()) if zone else 0
    found = _between(-1 if low is None else key_of(low) + shift, DAY if high is None else key_of(high) + shift, 1)
    return None if found is None else time_at(found % DAY, zone)


def _span(low: Span | None, high: Span | None) -> Span | None:
    found = _between(None if low is None else nanoseconds_in(low), None if high is None else nanoseconds_in(high), DAY)
    return None if found is None else make_span(found)


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
