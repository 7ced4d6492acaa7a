"""The syntax tree: what a FEEL text says, before anybody asks what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator as Iterating
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """Any expression."""


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant: null, true, 1.5, "text" or @"2027-01-04"."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, a built-in function, or an entry of the item that a filter looks at."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """`{a: 1, b: a + 1}`: later entries see the earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Node):
    """`[1..5]`, `]1..5[`, or `(> 5)` with one bound None."""

    start: Node | None
    end: Node | None
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`operator` is one of + - * / **"""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`operator` is one of = != < <= > >="""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """`and` (stops at false) or `or` (stops at true) over two or more operands."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test` or `value in (test, test)`."""

    value: Node
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One unary test: `operator operand` against the value, or (operator None) whatever the expression is worth."""

    operator: str | None
    operand: Node


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """A cell of a decision table. `tests` None is `-`, which anything passes; `negated` is `not(…)`."""

    tests: tuple[Test, ...] | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Iterator:
    """`name in domain`, or `name in domain..end`."""

    name: str
    domain: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`quantifier` is some or every."""

    quantifier: str
    iterators: tuple[Iterator, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Filter(Node):
    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Path(Node):
    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Type:
    """A type by name; `arguments` are the element type of a list or range, or parameter types then result of a function."""

    name: str
    arguments: tuple[Type, ...] = ()
    #: Entries of a context<…> type.
    entries: tuple[tuple[str, Type], ...] = ()
    #: What a declared type allows beside its structure: (run, value) -> bool. Parameters ask for it, `instance of` does not.
    admits: Callable[[Any, Any], bool] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Type | None


@dataclass(frozen=True, slots=True)
class FunctionOf(Node):
    parameters: tuple[Parameter, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """Arguments by position, or (names not None) by name."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None = None


def walk(root: Any) -> Iterating[tuple[Any, int]]:
    """Every part of a tree with its level (the root has 1), without recursion: trees from strangers may be deep."""
    stack = [(root, 1)]
    while stack:
        part, level = stack.pop()
        if isinstance(part, tuple):
            stack.extend((item, level) for item in part)
        elif names := _parts(part.__class__):
            yield part, level
            stack.extend((getattr(part, name), level + 1) for name in names)


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The names of what a node of the kind is made of; nothing for what is no node."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) and kind.__module__ == __name__ else ()


def size(root: Node) -> int:
    """How many parts the tree has: the price of evaluating it once."""
    return sum(1 for _ in walk(root))


def height(root: Node) -> int:
    """How many levels the tree has: how deep its evaluation goes."""
    return max(level for _, level in walk(root))


def mentions(root: Node, name: str) -> bool:
    """Whether a variable of that name occurs."""
    return any(isinstance(part, Name) and part.name == name for part, _ in walk(root))
