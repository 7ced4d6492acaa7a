"""Days, times and durations that Python's own cannot hold: years to ±999,999,999, and nanoseconds (DMN 1.5, 10.3.2.3).

A value that `datetime` can hold is always one of its own; the classes here stand for the others and mix with them.
All arithmetic is on whole numbers: days counted as `date.toordinal` does, and nanoseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import total_ordering
from typing import Any

#: The Gregorian calendar repeats itself after 400 years, weekdays and all.
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
_MAX_YEAR = 999_999_999
_LAST = date.max.toordinal()
SECOND = 1_000_000_000
DAY = 86_400 * SECOND
_MAX_SPAN = 10**27


class _Ordered:
    """Ordered and compared by `key_of`, among themselves and with Python's kin."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return _KIN.get(type(other)) is _KIN[type(self)] and key_of(self) == key_of(other)

    def __lt__(self, other: Any) -> bool:
        return key_of(self) < key_of(other) if _KIN.get(type(other)) is _KIN[type(self)] else NotImplemented

    def __hash__(self) -> int:
        return hash(key_of(self))


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class WideDate(_Ordered):
    """A day of a year before 1 or after 9999; years are counted through 0."""

    year: int
    month: int
    day: int


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class WideTime(_Ordered):
    """A time whose fraction of a second has more than six digits."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: tzinfo | None


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class WideMoment(_Ordered):
    """A date and time of which one is wide; the zone is the time's."""

    day: date | WideDate
    clock: time | WideTime


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class WideSpan(_Ordered):
    """A days and time duration to the nanosecond, or of more than 999,999,999 days. Raises OverflowError."""

    nanoseconds: int

    def __post_init__(self) -> None:
        if abs(self.nanoseconds) >= _MAX_SPAN:
            raise OverflowError("longer than a duration can be")


#: Class -> Python's class for the same kind of value.
_KIN: dict[type, type] = {
    date: date, WideDate: date, time: time, WideTime: time, datetime: datetime, WideMoment: datetime,
    timedelta: timedelta, WideSpan: timedelta,
}
Date = date | WideDate
Time = time | WideTime
Moment = datetime | WideMoment
Span = timedelta | WideSpan


# -- making ----------------------------------------------------------------------------------------------------------


def make_date(year: int, month: int, day: int) -> Date:
    """The day. Raises ValueError when there is none."""
    if 1 <= year <= 9999:
        return date(year, month, day)
    if abs(year) > _MAX_YEAR:
        raise ValueError(f"year {year}")
    date(2000 + year % _CYCLE_YEARS, month, day)
    return WideDate(year, month, day)


def make_time(hour: int, minute: int, second: int, nanosecond: int = 0, zone: tzinfo | None = None) -> Time:
    """The time of day. Raises ValueError when there is none."""
    plain = time(hour, minute, second, nanosecond // 1000, zone)
    return WideTime(hour, minute, second, nanosecond, zone) if nanosecond % 1000 else plain


def make_moment(day: Date, clock: Time) -> Moment:
    """Both together, in the time's zone."""
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(day, clock)
    return WideMoment(day, clock)


def make_span(nanoseconds: int) -> Span:
    """The duration. Raises OverflowError."""
    if nanoseconds % 1000 == 0 and abs(nanoseconds) < _MAX_YEAR * DAY:
        return timedelta(microseconds=nanoseconds // 1000)
    return WideSpan(nanoseconds)


def date_at(ordinal: int) -> Date:
    """The day of that ordinal; 1 is 0001-01-01. Raises ValueError."""
    if 1 <= ordinal <= _LAST:
        return date.fromordinal(ordinal)
    cycles, rest = divmod(ordinal - 1, _CYCLE_DAYS)
    near = date.fromordinal(rest + 1)
    return make_date(near.year + cycles * _CYCLE_YEARS, near.month, near.day)


def time_at(nanosecond: int, zone: tzinfo | None) -> Time:
    """The time so many nanoseconds after midnight."""
    seconds, fraction = divmod(nanosecond, SECOND)
    return make_time(seconds // 3600, seconds // 60 % 60, seconds % 60, fraction, zone)


def to_microsecond(value: Any) -> Any:
    """A moment between the years 1 and 9999 as Python's, cut after the microsecond; anything else as it is."""
    if not isinstance(value, WideMoment) or not isinstance(value.day, date):
        return value
    clock = value.clock
    return datetime.combine(value.day, time(clock.hour, clock.minute, clock.second, fraction_of(clock) // 1000, clock.tzinfo))


# -- taking apart ----------------------------------------------------------------------------------------------------


def day_of(moment: Moment) -> Date:
    """Its day."""
    return moment.date() if isinstance(moment, datetime) else moment.day


def clock_of(moment: Moment) -> Time:
    """Its time of day, with its zone."""
    return moment.timetz() if isinstance(moment, datetime) else moment.clock


def ordinal_of(day: Date) -> int:
    """Days since the day before 0001-01-01."""
    if isinstance(day, date):
        return day.toordinal()
    cycles, rest = divmod(day.year - 1, _CYCLE_YEARS)
    return date(rest + 1, day.month, day.day).toordinal() + cycles * _CYCLE_DAYS


def fraction_of(clock: Time) -> int:
    """The nanoseconds beyond its full second."""
    return clock.nanosecond if isinstance(clock, WideTime) else clock.microsecond * 1000


def nanosecond_of(clock: Time) -> int:
    """Nanoseconds since midnight."""
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * SECOND + fraction_of(clock)


def nanoseconds_in(span: Span) -> int:
    """The length of a duration."""
    if isinstance(span, WideSpan):
        return span.nanoseconds
    return (span.days * 86_400 + span.seconds) * SECOND + span.microseconds * 1000


def zone_of(value: Any) -> tzinfo | None:
    """The zone of a time, or of a date and time."""
    return value.clock.tzinfo if isinstance(value, WideMoment) else value.tzinfo


def offset_of(value: Any) -> timedelta | None:
    """The distance from UTC; that of standard time where a time of day names a region, None for a local time."""
    zone = zone_of(value)
    if zone is None:
        return None
    if isinstance(value, datetime):
        return value.utcoffset()
    if isinstance(value, WideMoment):
        return _near(value).utcoffset()
    winter = datetime(2000, 1, 1, tzinfo=zone)
    return (winter.utcoffset() or timedelta()) - (winter.dst() or timedelta())


def _near(moment: WideMoment) -> datetime:
    """The same moment, zone and all, in a year that Python knows, near the end that the true year lies beyond."""
    day, clock = moment.day, moment.clock
    year = day.year
    if not 1 <= year <= 9999:
        year = (9600 if year > 0 else 1) + (year if year > 0 else year - 1) % _CYCLE_YEARS
    return datetime(year, day.month, day.day, clock.hour, clock.minute, clock.second, tzinfo=clock.tzinfo)


def key_of(value: Any) -> int:
    """The number that orders values of one kind: days, or nanoseconds; those of zoned times are counted in UTC."""
    if isinstance(value, timedelta | WideSpan):
        return nanoseconds_in(value)
    if isinstance(value, datetime | WideMoment):
        return ordinal_of(day_of(value)) * DAY + nanosecond_of(clock_of(value)) - _offset_ns(value)
    if isinstance(value, time | WideTime):
        return nanosecond_of(value) - _offset_ns(value)
    return ordinal_of(value)


def _offset_ns(value: Any) -> int:
    return nanoseconds_in(offset_of(value) or timedelta())


# -- arithmetic ------------------------------------------------------------------------------------------------------


def later(value: Date | Time | Moment, span: Span) -> Date | Time | Moment:
    """`value` later by `span`: elapsed time for a zoned moment, whole days for a date, around midnight for a time.

    Raises ValueError or OverflowError outside the years.
    """
    length = nanoseconds_in(span)
    if isinstance(value, datetime | WideMoment):
        zone = zone_of(value)
        elapsed = _moment_at(key_of(value) + length, None if zone is None else UTC)
        return elapsed if zone is None else _in_zone(elapsed, zone)
    if isinstance(value, time | WideTime):
        return time_at((nanosecond_of(value) + length) % DAY, value.tzinfo)
    return date_at(ordinal_of(value) + length // DAY)


def _moment_at(key: int, zone: tzinfo | None) -> Moment:
    days, rest = divmod(key, DAY)
    return make_moment(date_at(days), time_at(rest, zone))


def _in_zone(moment: Moment, zone: tzinfo) -> Moment:
    """The moment, which is in UTC, as the zone's clocks show it."""
    if isinstance(moment, datetime) and 1 < moment.year < 9999:
        # Python remembers which of two equal readings of the clock is meant when summer time ends.
        return moment.astimezone(zone)
    near = _near(WideMoment(day_of(moment), clock_of(moment)))
    shift = near.replace(year=5000 + near.year % _CYCLE_YEARS).astimezone(zone).utcoffset() or timedelta()
    return _moment_at(key_of(moment) + nanoseconds_in(shift), zone)
