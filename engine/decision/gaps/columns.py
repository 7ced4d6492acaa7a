"""A decision table's input columns as the check sees them: a kind, allowed values, and one condition a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from engine.decision.gaps.conditions import (
    All,
    Anything,
    Condition,
    Constant,
    Missing,
    Not,
    Some,
    Symbol,
    Term,
    Unclear,
    condition_of,
    terms_of,
)
from engine.decision.gaps.kinds import KINDS
from engine.decision.gaps.terms import TermReader, text_of
from engine.decision.logic import TypeOf
from engine.decision.source import TypeReader
from engine.decision.table import Input, Table
from engine.feel import UnaryTests, kind
from engine.feel.syntax import tree


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declared type says: the kind of its values (None: nothing), and which of them it allows."""

    base: str | None = None
    limits: tuple[UnaryTests, ...] = ()


def declaration(declared: TypeOf) -> Declared:
    """What a column's or a variable's type says."""
    if not isinstance(declared, TypeReader):
        return Declared()
    return Declared(declared.base, declared.limits)


#: `project.amount` -> ("project", "amount"): what an expression reads.
Footprint = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """`conditions` has one entry a rule, None where the cell cannot be decided. `kind` None: nothing can be."""

    label: str
    node: tree.Node
    kind: str | None
    allowed: Condition
    conditions: tuple[Condition | None, ...]

    @property
    def everything(self) -> Iterator[Condition]:
        """All conditions, that of the allowed values included."""
        yield self.allowed
        yield from (condition for condition in self.conditions if condition is not None)

    @cached_property
    def terms(self) -> frozenset[Term]:
        """Every bound and value in them."""
        return frozenset(term for condition in self.everything for term in terms_of(condition))

    @cached_property
    def symbols(self) -> frozenset[Symbol]:
        """The bounds that nobody knows beforehand, where they could be known."""
        if self.kind is None:
            return frozenset()
        return frozenset(term for term in self.terms if isinstance(term, Symbol))

    @property
    def speaks_of_null(self) -> bool:
        """Whether a cell treats a missing value as a value."""
        return any(_mentions_null(condition) for condition in self.conditions if condition is not None)


def _mentions_null(condition: Condition) -> bool:
    if isinstance(condition, Not):
        return _mentions_null(condition.part)
    parts = condition.parts if isinstance(condition, All | Some) else ()
    return isinstance(condition, Missing) or any(map(_mentions_null, parts))


def columns_of(table: Table, types: Mapping[str, Declared], given: Mapping[str, Any]) -> list[Column]:
    """The table's columns; those that ask the same are one. `types` are the declared types of variables by name."""
    terms = TermReader(given)
    found: dict[tree.Node | int, Column] = {}
    for place, column in enumerate(table.inputs):
        cells = [rule.tests[place] for rule in table.rules]
        read = _column(column, cells, types, terms)
        key = read.node if _footprint(read.node) else place
        found[key] = _merged(found[key], read) if key in found else read
    columns = list(found.values())
    return [_told_apart(column, columns) for column in columns]


def _column(column: Input, cells: Sequence[UnaryTests], types: Mapping[str, Declared], terms: TermReader) -> Column:
    node = column.expression.tree
    declared = declaration(column.type)
    if declared.base is None and isinstance(node, tree.Name):
        declared = types.get(node.name, declared)
    known: dict[UnaryTests | str, Condition | None] = {}
    conditions = []
    for cell in cells:
        if cell.text not in known:
            known[cell.text] = _condition(cell, terms)
        conditions.append(known[cell.text])
    allowed = _allowed([*([column.allowed] if column.allowed else []), *declared.limits], terms)
    read = Column(column.label, node, None, allowed or Anything(), tuple(conditions))
    wanted = _kind(declared.base, read)
    return replace(read, kind=None if allowed is None else wanted)


def _condition(cell: UnaryTests, terms: TermReader) -> Condition | None:
    try:
        return condition_of(cell.tree, terms)
    except Unclear:
        return None


def _allowed(limits: Sequence[UnaryTests], terms: TermReader) -> Condition | None:
    """What the column and its type allow; None when that cannot be decided."""
    parts = [_condition(tests, terms) for tests in limits]
    clear = tuple(part for part in parts if part is not None)
    return All(clear) if len(clear) == len(parts) else None


def _kind(declared: str | None, column: Column) -> str | None:
    """The declared kind, else the one that all values in the cells have. A kind without an order has no check."""
    values = [term.value for term in column.terms if isinstance(term, Constant)]
    constants = {kind(value) for value in values}
    if declared == "whole number" and constants == {"number"} and any(value % 1 for value in values):
        # Whoever asks for 38.3 does not mean whole numbers, whatever an editor wrote.
        return "number"
    if declared not in (None, "Any"):
        return declared if declared in KINDS else None
    if not constants:
        # Cells with parameters only, or with nothing but `-` and null: a number does as well as anything.
        return "number"
    return next(iter(constants)) if len(constants) == 1 and constants <= KINDS.keys() else None


def _merged(left: Column, right: Column) -> Column:
    pairs = zip(left.conditions, right.conditions, strict=True)
    conditions = tuple(None if a is None or b is None else All((a, b)) for a, b in pairs)
    same = left.kind if left.kind == right.kind else None
    return replace(left, kind=same, allowed=All((left.allowed, right.allowed)), conditions=conditions)


# -- what depends on what ------------------------------------------------------------------------------------------


def _footprint(node: tree.Node) -> Footprint:
    """The variables, with their entries where only an entry is read."""
    found: set[tuple[str, ...]] = set()
    stack: list[Any] = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, tree.Name | tree.Path) and "…" not in (text := text_of(part)):
            found.add(tuple(text.split(".")))
        elif isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, tree.Node | tree.Test | tree.Iterator):
            stack.extend(getattr(part, name) for name in part.__slots__)
    return frozenset(found)


def _meet(left: Footprint, right: Footprint) -> bool:
    return any(a[: len(b)] == b[: len(a)] for a in left for b in right)


def _told_apart(column: Column, columns: Sequence[Column]) -> Column:
    """The column; nothing in it can be decided when its value hangs on another column's."""
    others = [_footprint(other.node) for other in columns if other is not column]
    mine = _footprint(column.node)
    bound = frozenset().union(*(_footprint(symbol.node) for symbol in column.symbols))
    if any(_meet(mine, other) for other in others):
        return replace(column, kind=None)
    if any(_meet(bound, other) for other in (mine, *others)):
        return replace(column, kind=None)
    return column

