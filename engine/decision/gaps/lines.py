"""A column's values as places on a line, and conditions as spans of places.

Place 0 is null. The n values that the column's cells mention cut the line: with them in order, place 2i + 2 is the i-th
value itself, and the odd places are what lies before, between and after them. Within a place every cell is either true
or not, so that a check of all places is a check of all values.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.decision.gaps.conditions import (
    All,
    Anything,
    Between,
    Condition,
    Constant,
    Equal,
    Missing,
    Not,
    Some,
    Symbol,
    Term,
    Unclear,
)
from engine.decision.gaps.kinds import KINDS
from engine.feel import Value, kind

#: First and last place, both in; spans of a set are sorted and do not touch.
Span = tuple[int, int]
Spans = tuple[Span, ...]
NULL = 0


def union(spans: Iterable[Span]) -> Spans:
    """The spans in order, those that meet joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def intersection(left: Spans, right: Spans) -> Spans:
    """The places that are in both; quick when one of them has few spans."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    found: list[Span] = []
    for start, end in few:
        at = max(bisect_right(many, (start, sys.maxsize)) - 1, 0)
        while at < len(many) and many[at][0] <= end:
            if many[at][1] >= start:
                found.append((max(start, many[at][0]), min(end, many[at][1])))
            at += 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Truth:
    """Where on the line a condition is true; at null it may also be unknown (None)."""

    spans: Spans
    null: bool | None

    @property
    def places(self) -> Spans:
        """All places where it is true, null's among them."""
        return union([(NULL, NULL), *self.spans]) if self.null is True else self.spans


@dataclass(frozen=True)
class Line:
    """The values of a column, cut at what its cells mention. `symbols` says what symbols are worth for the moment."""

    kind: str
    cuts: tuple[Any, ...]
    symbols: Mapping[Symbol, Value] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The place after the last value."""
        return 2 * len(self.cuts) + 1

    def everything(self) -> Spans:
        """All places that hold a value, null's left out: nothing lies between two days, or below the empty string."""
        if self.kind == "number":
            return ((1, self.last),)
        empty = [place for place in range(1, self.last + 1, 2) if self.example(place) is None]
        return self._complement(tuple((place, place) for place in empty))

    # -- values ------------------------------------------------------------------------------------------------------

    def bounds(self, place: int) -> tuple[Value, Value]:
        """The values that a place lies between, None where there is none; twice the value itself at a value."""
        if place % 2 == 0:
            return self.cuts[place // 2 - 1], self.cuts[place // 2 - 1]
        return (
            self.cuts[place // 2 - 1] if place > 1 else None,
            self.cuts[place // 2] if place < self.last else None,
        )

    def example(self, place: int) -> Value:
        """A value at the place; None at null and where there is none."""
        if place == NULL:
            return None
        low, high = self.bounds(place)
        return low if place % 2 == 0 else KINDS[self.kind].inside(low, high)

    def place(self, value: Value) -> int:
        """Where a value stands."""
        at = bisect_left(self.cuts, value)
        return 2 * at + 2 if at < len(self.cuts) and self.cuts[at] == value else 2 * at + 1

    def value(self, term: Term) -> Value:
        """What a term is worth here. Raises Unclear for a value of another kind."""
        value = term.value if isinstance(term, Constant) else self.symbols.get(term)
        if not fits(value, self.kind):
            raise Unclear
        return value

    # -- conditions --------------------------------------------------------------------------------------------------

    def truth(self, condition: Condition) -> Truth:
        """Where the condition is true. Raises Unclear."""
        found: Truth = _TRUTHS[type(condition)](self, condition)
        return found

    def _anything(self, condition: Anything) -> Truth:
        return Truth(((1, self.last),), True)

    def _missing(self, condition: Missing) -> Truth:
        return Truth((), True)

    def _equal(self, condition: Equal) -> Truth:
        place = self.place(self.value(condition.term))
        return Truth(((place, place),), False)

    def _between(self, condition: Between) -> Truth:
        start, end = 1, self.last
        if condition.low is not None:
            start = self.place(self.value(condition.low)) + (not condition.low_in)
        if condition.high is not None:
            end = self.place(self.value(condition.high)) - (not condition.high_in)
        return Truth(((start, end),) if start <= end else (), None)

    def _not(self, condition: Not) -> Truth:
        part = self.truth(condition.part)
        return Truth(self._complement(part.spans), None if part.null is None else not part.null)

    def _complement(self, spans: Spans) -> Spans:
        ends = [0, *(bound for start, end in spans for bound in (start - 1, end + 1)), self.last]
        pairs = zip(ends[::2], ends[1::2], strict=True)
        return tuple((start, end) for start, end in ((max(start, 1), end) for start, end in pairs) if start <= end)

    def _all(self, condition: All) -> Truth:
        parts = [self.truth(part) for part in condition.parts]
        spans: Spans = ((1, self.last),)
        for part in parts:
            spans = intersection(spans, part.spans)
        nulls = [part.null for part in parts]
        return Truth(spans, False if False in nulls else None if None in nulls else True)

    def _some(self, condition: Some) -> Truth:
        parts = [self.truth(part) for part in condition.parts]
        nulls = [part.null for part in parts]
        null = True if True in nulls else None if None in nulls and not condition.quiet else False
        return Truth(union(span for part in parts for span in part.spans), null)


_TRUTHS: dict[type, Any] = {
    Anything: Line._anything, Missing: Line._missing, Equal: Line._equal, Between: Line._between, Not: Line._not,
    All: Line._all, Some: Line._some,
}


def fits(value: Value, wanted: str) -> bool:
    """Whether a column of the kind `wanted` may compare with the value."""
    found = kind(value)
    return found == wanted or (wanted == "whole number" and found == "number")
