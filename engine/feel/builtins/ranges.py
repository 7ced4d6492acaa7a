"""Allen's relations between points and ranges (DMN 1.5, 10.3.4.8, table 81), and `range`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.feel.builtins.registry import builtin
from engine.feel.operators import CLOCKED, contains
from engine.feel.scope import Run
from engine.feel.temporal import parse_temporal
from engine.feel.values import NUMBERS, Range, Value, kind
from engine.feel.wide import key_of, zone_of


@dataclass(frozen=True, slots=True)
class _Span:
    """A range, or a point as the range that holds only it. Bounds are (side, value), so that no bound sorts outermost."""

    start: tuple[int, Any]
    end: tuple[int, Any]
    start_in: bool
    end_in: bool


def _span(value: Value) -> _Span:
    if not isinstance(value, Range):
        return _Span((0, _key(value)), (0, _key(value)), True, True)
    start = (-1, None) if value.start is None else (0, _key(value.start))
    end = (1, None) if value.end is None else (0, _key(value.end))
    return _Span(start, end, value.start_included, value.end_included)


def _key(bound: Value) -> Any:
    return key_of(bound) if kind(bound) in CLOCKED else bound


def _starts_first(a: _Span, b: _Span, or_both: bool) -> bool:
    """Whether `a` starts before `b`, or (`or_both`) at the same place."""
    if a.start != b.start:
        return a.start < b.start
    return (a.start_in or not b.start_in) if or_both else (a.start_in and not b.start_in)


def _ends_first(a: _Span, b: _Span) -> bool:
    return a.end < b.end or (a.end == b.end and (not a.end_in or b.end_in))


def _before(a: _Span, b: _Span) -> bool:
    return a.end < b.start or (a.end == b.start and not (a.end_in and b.start_in))


def _overlaps_before(a: _Span, b: _Span) -> bool:
    return _starts_first(a, b, or_both=False) and not _before(a, b) and _ends_first(a, b)


def _includes(a: _Span, b: _Span) -> bool:
    return _starts_first(a, b, or_both=True) and _ends_first(b, a)


def _finishes(a: _Span, b: _Span) -> bool:
    return a.end == b.end and a.end_in == b.end_in and _starts_first(b, a, or_both=True)


def _starts(a: _Span, b: _Span) -> bool:
    return a.start == b.start and a.start_in == b.start_in and _ends_first(a, b)


#: Whether left and right are ranges -> the parameters' names.
_NAMES = {
    (False, False): "point1: any, point2: any", (False, True): "point: any, range: any",
    (True, False): "range: any, point: any", (True, True): "range1: any, range2: any",
}
_Relation = Callable[[_Span, _Span], bool]
_POINT, _RANGE = False, True
_EVERY = {(_POINT, _POINT), (_POINT, _RANGE), (_RANGE, _POINT), (_RANGE, _RANGE)}
_RANGES = {(_RANGE, _RANGE)}
#: name -> relation, and which of point and range may stand left and right.
_RELATIONS: dict[str, tuple[_Relation, set[tuple[bool, bool]]]] = {
    "before": (_before, _EVERY),
    "meets": (lambda a, b: a.end == b.start and a.end_in and b.start_in, _RANGES),
    "overlaps": (lambda a, b: not _before(a, b) and not _before(b, a), _RANGES),
    "overlaps before": (_overlaps_before, _RANGES),
    "finishes": (_finishes, _RANGES | {(_POINT, _RANGE)}),
    "includes": (_includes, _RANGES | {(_RANGE, _POINT)}),
    "starts": (_starts, _RANGES | {(_POINT, _RANGE)}),
    "coincides": (lambda a, b: a == b, _RANGES | {(_POINT, _POINT)}),
}
_CONVERSES = {
    "after": "before", "met by": "meets", "overlaps after": "overlaps before", "finished by": "finishes",
    "during": "includes", "started by": "starts",
}


def _declare(name: str, relation: _Relation, shapes: set[tuple[bool, bool]], *, converse: bool) -> None:
    def related(run: Run, left: Value, right: Value) -> bool | None:
        first, second = (right, left) if converse else (left, right)
        if (isinstance(first, Range), isinstance(second, Range)) not in shapes or not _comparable(first, second):
            raise ValueError(f"{kind(left)}, {kind(right)}")
        return relation(_span(first), _span(second))

    for left_is_range, right_is_range in sorted({shape[::-1] for shape in shapes} if converse else shapes):
        builtin(f"{name}({_NAMES[left_is_range, right_is_range]})")(related)


def _comparable(left: Value, right: Value) -> bool:
    bounds = [*_bounds(left), *_bounds(right)]
    kinds = {kind(bound) for bound in bounds}
    # A local time and a zoned one have no order.
    zoned = {zone_of(bound) is None for bound in bounds} if kinds <= CLOCKED else set()
    return len(kinds) <= 1 and len(zoned) <= 1 and not kinds & {"null", "list", "context", "function", "boolean"}


def _bounds(value: Value) -> list[Value]:
    if isinstance(value, Range):
        return [bound for bound in (value.start, value.end) if bound is not None]
    return [value]


for _name, (_relation, _shapes) in _RELATIONS.items():
    _declare(_name, _relation, _shapes, converse=False)
for _name, _of in _CONVERSES.items():
    _declare(_name, *_RELATIONS[_of], converse=True)

_RANGE_TEXT = re.compile(r"\s*([\[(\]])\s*(\S.*?)?\s*\.\.\s*(.*\S)?\s*([\])\[])\s*", re.DOTALL)
_BOUND = re.compile(r"(?:@|[a-z ]+\(\s*)?\"([^\"]*)\"\s*(\)?)")


@builtin("range(from: string)")
def range_of(run: Run, text: str) -> Range:
    match = _RANGE_TEXT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    start, end = _bound(match[2]), _bound(match[3])
    if (start is None and match[1] == "[") or (end is None and match[4] == "]"):
        raise ValueError("an end that is missing cannot be in the range")
    result = Range(start, end, match[1] == "[", match[4] == "]")
    bounds = _bounds(result)
    if not bounds or not _comparable(bounds[0], bounds[-1]) or contains(run, Range(start, None), bounds[-1]) is False:
        raise ValueError(text)
    return result


def _bound(text: str | None) -> Value:
    if text is None:
        return None
    match = _BOUND.fullmatch(text)
    if match is None:
        return NUMBERS.create_decimal(Decimal(text))
    if text.startswith('"'):
        return match[1]
    value = parse_temporal(match[1])
    if value is None:
        raise ValueError(text)
    return value
