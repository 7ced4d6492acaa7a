"""JSON as the engine means it: whole numbers are int, fractions Decimal, nothing is lost, one canonical form for hashing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import simplejson

#: The zone in which people read times and in which a due day ends.
ZONE = ZoneInfo("Asia/Shanghai")

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

#: The exponents of FEEL's numbers (DMN 1.5, 10.3.2.3.1: IEEE 754-2008 decimal128).
MOST_EXPONENT = 6_144

#: Years in which something can happen: beyond them, zones and durations leave the calendar of the machine.
FIRST_YEAR, LAST_YEAR = 1900, 9_000

#: What a variable may hold: null, bool, int, Decimal, str, list, dict with string keys.
Json = Any


class _Plain(Decimal):
    """A Decimal that writes itself without an exponent, so that 4E+2 and 400 have the same canonical bytes."""

    def __str__(self) -> str:
        return plain(self)


def plain(number: Decimal) -> str:
    """The number without exponent and without meaningless zeros: `4E+2` -> `400`, `1.50` -> `1.5`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _normal(value: Json) -> Json:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not a JSON number: {value}")
        return _Plain(value)
    if isinstance(value, float):
        raise TypeError("floats lose digits: parse numbers with engine.values.loads")
    if isinstance(value, Mapping):
        return {_key(name): _normal(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, datetime):
        return to_utc(value)
    return value


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a JSON object has string keys, not {name!r}")
    return name


def dumps(value: Json) -> str:
    """Compact JSON text, keys in their own order. Raises TypeError for a float or a key that is no string."""
    return simplejson.dumps(_normal(value), use_decimal=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: Json) -> bytes:
    """The one byte form that is hashed: sorted keys, no spaces, plain numbers, UTF-8."""
    text = simplejson.dumps(_normal(value), use_decimal=True, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def loads(text: str | bytes) -> Json:
    """Parse JSON without loss. Raises ValueError on anything that is not JSON (NaN and Infinity included)."""
    return simplejson.loads(text, use_decimal=True, parse_constant=_refuse_constant)


def loads_from_outside(content: bytes) -> Json:
    """As `loads`, for UTF-8 that a stranger wrote: a name stands once in an object, and nothing is too deep. Raises ValueError."""
    try:
        found = simplejson.loads(
            content.decode("utf-8-sig"), parse_float=_finite, parse_constant=_refuse_constant, object_pairs_hook=_once
        )
        if _SURROGATE.search(content):
            # Half a character can be escaped but not stored; a pair of halves is a whole one.
            dumps(found).encode()
    except RecursionError:
        raise ValueError("too deep") from None
    return found


def _finite(text: str) -> Decimal:
    """A number that can be written without an exponent: 1e999999999 would fill the memory."""
    number = Decimal(text)
    if abs(number.adjusted()) > MOST_EXPONENT:
        raise ValueError(f"{text[:100]} is out of range")
    return number


def _once(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for at, (name, _) in enumerate(pairs) if any(name == other for other, _ in pairs[:at]))
        raise ValueError(f"{twice[:100]!r} stands twice in an object")
    return found


def _refuse_constant(name: str) -> Json:
    raise ValueError(f"not a JSON number: {name}")


def to_utc(at: datetime) -> str:
    """Stored time: UTC ISO-8601 with microseconds. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("a stored time needs a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_utc(text: str) -> datetime:
    """The aware datetime (UTC) of a stored time."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
