"""JSON as the engine means it: whole numbers are int, fractions Decimal, nothing is lost, one canonical form for hashing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from simplejson import JSONDecoder
from simplejson.encoder import encode_basestring

#: The zone in which people read times and in which a due day ends.
ZONE = ZoneInfo("Asia/Shanghai")

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

#: The exponents of FEEL's numbers (DMN 1.5, 10.3.2.3.1: IEEE 754-2008 decimal128).
MOST_EXPONENT = 6_144

#: Years in which something can happen: beyond them, zones and durations leave the calendar of the machine.
FIRST_YEAR, LAST_YEAR = 1900, 9_000

#: A text as JSON.
quoted = encode_basestring

#: What a variable may hold: null, bool, int, Decimal, str, list, dict with string keys.
Json = Any


def plain(number: Decimal) -> str:
    """The number without exponent and without meaningless zeros: `4E+2` -> `400`, `1.50` -> `1.5`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def dumps(value: Json) -> str:
    """Compact JSON text, keys in their own order. Raises TypeError for a float or a key that is no string."""
    return _text(value, False)


def canonical(value: Json) -> bytes:
    """The one byte form that is hashed: sorted keys, no spaces, plain numbers, UTF-8. Raises as `dumps`."""
    return _text(value, True).encode()


def stored(value: Json) -> str:
    """A value in a row that people read: canonical, so that the row is the same when it is made again from a stored body."""
    return _text(value, True)


# One pass of our own: a library's encoder needs the numbers made plain first, which costs more than the encoding itself.
def _text(value: Json, sort: bool) -> str:
    kind = type(value)
    if kind is str:
        return quoted(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is dict:
        names = sorted(value) if sort else value
        return "{" + ",".join([f"{_key(name)}:{_text(value[name], sort)}" for name in names]) + "}"
    if kind is list:
        return "[" + ",".join([_text(item, sort) for item in value]) + "]"
    return _rare(value, sort)


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a JSON object has string keys, not {name!r}")
    return quoted(name)


def _rare(value: Json, sort: bool) -> str:
    """What variables seldom hold: fractions, and what reads like a list, a mapping or a text. Raises TypeError, ValueError."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not a JSON number: {value}")
        return plain(value)
    if isinstance(value, float):
        raise TypeError("floats lose digits: parse numbers with engine.values.loads")
    if isinstance(value, Mapping):
        return _text(dict(value), sort)
    if isinstance(value, tuple | list):
        return _text(list(value), sort)
    if isinstance(value, datetime):
        return quoted(to_utc(value))
    for plainer in (str, int):
        if isinstance(value, plainer):
            return _text(plainer(value), sort)
    raise TypeError(f"not JSON: {value!r}")


def loads(text: str | bytes) -> Json:
    """Parse JSON without loss. Raises ValueError on anything that is not JSON (NaN and Infinity included)."""
    return _DECODER.decode(text if isinstance(text, str) else text.decode())


def loads_from_outside(content: bytes) -> Json:
    """As `loads`, for UTF-8 that a stranger wrote: a name stands once in an object, and nothing is too deep. Raises ValueError."""
    try:
        found = JSONDecoder(
            parse_float=_finite, parse_constant=_refuse_constant, object_pairs_hook=_once
        ).decode(content.decode("utf-8-sig"))
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
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"{twice[:100]!r} stands twice in an object")
    return found


def _refuse_constant(name: str) -> Json:
    raise ValueError(f"not a JSON number: {name}")


_DECODER = JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant)


def to_utc(at: datetime) -> str:
    """Stored time: UTC ISO-8601 with microseconds. Raises ValueError for a naive datetime."""
    return _stored(at, at.fold)


# A fact and all its consequences have one time. Of an hour that summer time repeats both are equal but for the fold.
@lru_cache(maxsize=1024)
def _stored(at: datetime, _fold: int) -> str:
    if at.tzinfo is None:
        raise ValueError("a stored time needs a zone")
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


@lru_cache(maxsize=1024)
def from_utc(text: str) -> datetime:
    """The aware datetime (UTC) of a stored time. Raises ValueError for any other form."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or to_utc(at) != text:
        raise ValueError(f"not a stored time: {text!r}")
    return at
