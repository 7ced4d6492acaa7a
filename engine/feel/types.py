"""FEEL's types: what `instance of` asks, and how JSON data become typed values (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from engine.errors import EngineError
from engine.feel.syntax.tree import Type
from engine.feel.temporal import midnight, parse_date, parse_datetime, parse_duration, parse_time
from engine.feel.values import NUMBERS, Function, Range, Value, kind

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
        return all(_may_hold(item, wanted.arguments[0]) for item in value)
    if target == "range" and wanted.arguments:
        return all(conforms(bound, wanted.arguments[0]) for bound in _bounds(value))
    if target == "context":
        return all(name in value and _may_hold(value[name], entry) for name, entry in wanted.entries)
    if target == "function" and wanted.arguments:
        return _callable_as(value, wanted)
    return True


def _may_hold(value: Value, wanted: Type) -> bool:
    """Whether an entry or an element of the type may be this: null belongs to every type there (10.3.2.9.2)."""
    return value is None or conforms(value, wanted)


def _callable_as(function: Function, wanted: Type) -> bool:
    """Whether it takes whatever the type's parameters may be, and gives no more than its result may be."""
    *parameters, result = wanted.arguments
    if len(function.parameters) != len(parameters):
        return False
    declared = function.types or (None,) * len(parameters)
    takes = all(own is None or _is_part_of(given, own) for given, own in zip(parameters, declared, strict=True))
    return takes and (function.result is None or _is_part_of(function.result, result))


def _is_part_of(part: Type, whole: Type) -> bool:
    """Whether every value of one type is one of the other, as far as their names say (10.3.2.9.2, "conforms to")."""
    target = _SPELLINGS.get(whole.name)
    if target == "Any" or _SPELLINGS.get(part.name) == "null":
        return True
    if target is None or _SPELLINGS.get(part.name) != target:
        return False
    entries = dict(part.entries)
    if not all(name in entries and _is_part_of(entries[name], entry) for name, entry in whole.entries):
        return False
    if target == "function" and part.arguments and whole.arguments:
        swapped = (*zip(whole.arguments[:-1], part.arguments[:-1], strict=False), (part.arguments[-1], whole.arguments[-1]))
        return len(part.arguments) == len(whole.arguments) and all(_is_part_of(one, other) for one, other in swapped)
    return all(_is_part_of(one, other) for one, other in zip(part.arguments, whole.arguments, strict=False))


def converted(value: Value, wanted: Type) -> Value:
    """The value as an argument of the type: a list of one is its element, and the other way round, a date is its
    midnight (DMN 1.5, 10.3.2.9.4); None where none of these fits."""
    if value is None or conforms(value, wanted):
        return value
    is_one = kind(value) == "list" and len(value) == 1
    candidates = [[value], *(value if is_one else ()), *([midnight(value)] if kind(value) == "date" else ())]
    return next((candidate for candidate in candidates if conforms(candidate, wanted)), None)


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
    """The value as DMN type `type_ref`: ISO 8601 strings become temporal values, a list of one its element, a date its midnight.

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
    if target == "date and time" and found == "date":
        return midnight(value)
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
