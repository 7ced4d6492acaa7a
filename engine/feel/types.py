"""FEEL's types: what `instance of` asks, and how JSON data become typed values (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from engine.errors import EngineError
from engine.feel.syntax.tree import Type
from engine.feel.temporal import parse_date, parse_datetime, parse_duration, parse_time
from engine.feel.values import NUMBERS, Range, Value, kind

#: Every spelling of a built-in type -> the kind that `values.kind` answers.
_SPELLINGS = {
    "string": "string", "number": "number", "boolean": "boolean", "date": "date", "time": "time",
    "date and time": "date and time", "dateTime": "date and time",
    "days and time duration": "days and time duration", "dayTimeDuration": "days and time duration",
    "years and months duration": "years and months duration", "yearMonthDuration": "years and months duration",
    "list": "list", "context": "context", "function": "function", "range": "range", "Any": "Any", "Null": "null",
    # What editors of older DMN versions write.
    "integer": "number", "long": "number", "double": "number", "any": "Any", "duration": "duration",
}
TYPE_NAMES = frozenset(_SPELLINGS)


class WrongType(EngineError):
    """The value cannot be taken as the type. `data`: `kind` of the value, `type` wanted."""

    status = 422


def is_type(name: str) -> bool:
    """Whether DMN itself has this type (else it is an item definition's name, or unknown)."""
    return _plain_name(name) in _SPELLINGS


def kind_of(type_ref: str) -> str | None:
    """The kind that values of a built-in type have, `Any` for all kinds; None for a type that DMN does not have."""
    return _SPELLINGS.get(_plain_name(type_ref))


def _plain_name(type_ref: str) -> str:
    return type_ref.strip().rpartition("feel:")[2]


def conforms(value: Value, wanted: Type) -> bool:
    """`value instance of wanted`. A type that FEEL does not know has no instances."""
    target = _SPELLINGS.get(wanted.name)
    if target == "Any":
        return value is not None
    if target is None or kind(value) != target:
        return False
    if target == "list" and wanted.arguments:
        return all(conforms(item, wanted.arguments[0]) for item in value)
    if target == "range" and wanted.arguments:
        return all(conforms(bound, wanted.arguments[0]) for bound in _bounds(value))
    if target == "context":
        return all(name in value and conforms(value[name], entry) for name, entry in wanted.entries)
    if target == "function" and wanted.arguments:
        return len(value.parameters) == len(wanted.arguments) - 1
    return True


def _bounds(value: Range) -> list[Value]:
    return [bound for bound in (value.start, value.end) if bound is not None]


def _text_to_date(text: str) -> Value:
    moment = parse_datetime(text)
    return parse_date(text) if moment is None else None


#: kind wanted -> how its JSON text is read.
_FROM_TEXT: dict[str, Callable[[str], Value]] = {
    "date": _text_to_date,
    "time": parse_time,
    "date and time": parse_datetime,
    "days and time duration": parse_duration,
    "years and months duration": parse_duration,
    "duration": parse_duration,
}


def coerce(value: Value, type_ref: str | None) -> Value:
    """The value as DMN type `type_ref`: ISO 8601 strings become temporal values, a list of one its element.

    None, and anything for `Any` or no type, is returned as it is. Raises WrongType (`feel.wrong_type`, or
    `feel.unknown_type` for a type that DMN does not have) and TypeError for a float.
    """
    name = _plain_name(type_ref or "Any")
    target = _SPELLINGS.get(name)
    if target is None:
        raise WrongType("feel.unknown_type", type=name)
    if value is None or target == "Any":
        return value
    return _coerced(value, target)


def _coerced(value: Any, target: str) -> Value:
    found = kind(value)
    if found == target or (target == "duration" and found.endswith("duration")):
        return NUMBERS.create_decimal(value) if found == "number" and not _fits(value) else value
    if target == "list":
        return [value]
    if found == "list" and len(value) == 1:
        return _coerced(value[0], target)
    read = _FROM_TEXT.get(target) if found == "string" else None
    result = read(value) if read else None
    if result is None or (target != "duration" and kind(result) != target):
        raise WrongType("feel.wrong_type", kind=found, type=target)
    return result


def _fits(value: Decimal | int) -> bool:
    try:
        return bool(NUMBERS.create_decimal(value) == value)
    except DecimalException:
        raise WrongType("feel.wrong_type", kind="number", type="number") from None
