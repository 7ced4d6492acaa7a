"""Gaps and overlaps of one table: exact where its cells are intervals and values, undecided where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from engine.decision.gaps.boxes import Box, Rules, TooLarge, meetings, members, uncovered
from engine.decision.gaps.columns import Column, Declared, columns_of
from engine.decision.gaps.conditions import Anything, Condition, Unclear
from engine.decision.gaps.lines import NULL, Line, Spans, intersection, union
from engine.decision.gaps.orders import Order, TooManyOrders, orders
from engine.decision.table import Table
from engine.feel import to_json
from engine.feel.syntax import tree

#: Columns, and rules times orders, of a table that is looked at.
MAX_COLUMNS = 100
MAX_WORK = 40_000
#: Overlapping pairs that are told of; a table with more of them has one mistake many times.
MAX_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Witness:
    """A point of the table: columns, their lines, and the places that it may have in each."""

    columns: Sequence[Column]
    lines: Sequence[Line]
    places: Box
    #: What unknown bounds are worth in it.
    order: Order = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules, counted from 1, and a point that both match. `always`: whatever unknown bounds are worth."""

    first: int
    second: int
    witness: Witness
    always: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a table. `unclear` are labels of the columns, and rules, that keep it from being everything."""

    overlaps: tuple[Overlap, ...] = ()
    gap: Witness | None = None
    #: Whether the gap is there whatever unknown bounds are worth.
    gap_always: bool = True
    unclear: tuple[tuple[str, tuple[int, ...]], ...] = ()
    #: The table, or the number of orders, is too large.
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What one order of the unknown bounds gives."""

    pairs: Mapping[tuple[int, int], Witness]
    gap: Witness | None
    #: Whether undecided cells might make a difference.
    open: bool


def check(table: Table, types: Mapping[str, Declared], given: Mapping[str, Any]) -> Report:
    """Look for rules that overlap (hit policies UNIQUE and ANY) and for values that no rule takes."""
    if not table.rules or not _matters(table):
        return Report()
    if len(table.inputs) > MAX_COLUMNS:
        return Report(too_large=True)
    try:
        columns = columns_of(table, types, given)
        tried = orders(columns)
        if len(tried) * len(table.rules) > MAX_WORK:
            return Report(too_large=True)
        found = [_at(table, columns, order) for order in tried]
    except (TooLarge, TooManyOrders):
        return Report(too_large=True)
    return _report(table, columns, found)


def _matters(table: Table) -> bool:
    return table.hit_policy in ("UNIQUE", "ANY") or _wants_cover(table)


def _wants_cover(table: Table) -> bool:
    """Whether no match is a null that nobody asked for: a default answers, and an empty list is an answer itself."""
    is_list = table.hit_policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER") and table.aggregation in (None, "COUNT")
    return not is_list and not any(output.default for output in table.outputs)


def _report(table: Table, columns: Sequence[Column], found: Sequence[_Found]) -> Report:
    pairs: dict[tuple[int, int], Witness] = {}
    for one in found:
        pairs = {**one.pairs, **pairs}
    overlaps = [
        Overlap(first, second, witness, all((first, second) in one.pairs for one in found))
        for (first, second), witness in sorted(pairs.items())
    ]
    gaps = [one.gap for one in found if one.gap is not None]
    unclear = (*_unclear(columns), *_unclear_outputs(table)) if any(one.open for one in found) else ()
    return Report(
        tuple(overlaps[:MAX_PAIRS]), gaps[0] if gaps else None, len(gaps) == len(found), unclear,
    )


def _unclear(columns: Sequence[Column]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found = []
    for column in columns:
        rules = tuple(
            number for number, condition in enumerate(column.conditions, 1)
            if condition is None or (column.kind is None and not isinstance(condition, Anything))
        )
        if rules:
            found.append((column.label, rules))
    return tuple(found)


def _unclear_outputs(table: Table) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Under ANY, outputs that are computed may or may not be the same."""
    rules = tuple(number + 1 for number in members(_agreeing(table)[1])) if table.hit_policy == "ANY" else ()
    return ((", ".join(output.name for output in table.outputs), rules),) if rules else ()


# -- one order of the unknown bounds -------------------------------------------------------------------------------


def _at(table: Table, columns: Sequence[Column], order: Order) -> _Found:
    lines = [_line(column, order) for column in columns]
    sides = [_sides(column, line) for column, line in zip(columns, lines, strict=True)]
    domain = tuple(side.domain for side in sides)
    surely = list(zip(*(side.surely for side in sides), strict=True)) or [()] * len(table.rules)
    perhaps = list(zip(*(side.perhaps for side in sides), strict=True)) or [()] * len(table.rules)
    witness = partial(Witness, columns, lines, order=order)
    pairs, more = _pairs(table, surely, perhaps)
    gap, closed = None, True
    if _wants_cover(table):
        hole = uncovered(perhaps, domain)
        gap = None if hole is None else witness(hole)
        closed = hole is not None or surely == perhaps or uncovered(surely, domain) is None
    common = {pair: witness(_common(surely[pair[0] - 1], surely[pair[1] - 1])) for pair in pairs}
    return _Found(common, gap, more or not closed)


def _common(left: Box, right: Box) -> Box:
    return tuple(intersection(*spans) for spans in zip(left, right, strict=True))


def _line(column: Column, order: Order) -> Line:
    """The line cut at every value that the column's cells mention."""
    kind = column.kind or "number"
    bare = Line(kind, (), order)
    cuts = set()
    for term in column.terms if column.kind else ():
        try:
            cuts.add(bare.value(term))
        except Unclear:
            continue
    try:
        return Line(kind, tuple(sorted(cuts)), order)
    except TypeError:
        # Local times beside zoned ones have no order.
        return bare


@dataclass(frozen=True, slots=True)
class _Sides:
    """The column's places that each rule takes for sure, and those that it may take."""

    domain: Spans
    surely: list[Spans]
    perhaps: list[Spans]


def _sides(column: Column, line: Line) -> _Sides:
    allowed = _places(column.allowed, line) if column.kind else None
    values = line.everything()
    domain = intersection(values, allowed) if allowed is not None else values
    whole = union([(NULL, NULL), *domain])
    known: dict[Condition | None, Spans | None] = {None: None}
    surely, perhaps = [], []
    for condition in column.conditions:
        if condition not in known:
            is_clear = column.kind is not None and allowed is not None
            known[condition] = whole if isinstance(condition, Anything) else None
            if is_clear and not isinstance(condition, Anything) and condition is not None:
                places = _places(condition, line)
                known[condition] = None if places is None else intersection(whole, places)
        spans = known[condition]
        surely.append(() if spans is None else spans)
        perhaps.append(whole if spans is None else spans)
    return _Sides(whole if column.speaks_of_null else domain, surely, perhaps)


def _places(condition: Condition, line: Line) -> Spans | None:
    try:
        return line.truth(condition).places
    except (Unclear, TypeError):
        return None


# -- overlaps ------------------------------------------------------------------------------------------------------


def _pairs(table: Table, surely: list[Box], perhaps: list[Box]) -> tuple[list[tuple[int, int]], bool]:
    """Pairs of rules that contradict each other, and whether undecided cells may hide more of them."""
    if table.hit_policy not in ("UNIQUE", "ANY"):
        return [], False
    sure = meetings(surely)
    may = sure if surely == perhaps else meetings(perhaps)
    same, unknown = _agreeing(table) if table.hit_policy == "ANY" else ([0] * len(sure), 0)
    found: list[tuple[int, int]] = []
    doubtful = False
    for number, apart in enumerate(~rules for rules in same):
        clear = 0 if unknown >> number & 1 else sure[number] & apart & ~unknown
        doubtful = doubtful or may[number] & apart != clear
        if clear and len(found) < MAX_PAIRS:
            found += [(number + 1, other + 1) for other in members(clear)]
    return found[:MAX_PAIRS], doubtful


def _agreeing(table: Table) -> tuple[list[Rules], Rules]:
    """For each rule those with the same outputs, and the rules whose outputs are no constants."""
    groups: dict[str, Rules] = {}
    keys, unknown = [], 0
    for number, rule in enumerate(table.rules):
        trees = [output.expression.tree for output in rule.outputs]
        constant = all(isinstance(part, tree.Literal) for part in trees)
        key = repr([to_json(part.value) for part in trees]) if constant else repr(trees)  # type: ignore[attr-defined]
        unknown |= 0 if constant else 1 << number
        groups[key] = groups.get(key, 0) | 1 << number
        keys.append(key)
    return [groups[key] for key in keys], unknown

