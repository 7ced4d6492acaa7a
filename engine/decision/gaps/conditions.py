"""What a cell asks of its column's value, as plain data: intervals, values, and, or, not. Anything else is Unclear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.feel import Value
from engine.feel.syntax import tree


@dataclass(frozen=True, slots=True)
class Constant:
    """A bound whose value is known. `text` is how the cell wrote it, when that says more than the value."""

    value: Value
    text: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A bound that nobody knows before the table is asked: a parameter, another variable, an expression of these."""

    node: tree.Node
    text: str


Term = Constant | Symbol
#: How a bound's expression becomes a term; None when it cannot be one.
Terms = Callable[[tree.Node], "Term | None"]


@dataclass(frozen=True, slots=True)
class Anything:
    """`-`"""


@dataclass(frozen=True, slots=True)
class Missing:
    """`null`"""


@dataclass(frozen=True, slots=True)
class Equal:
    """The value itself."""

    term: Term


@dataclass(frozen=True, slots=True)
class Between:
    """An interval; None is no bound on that side."""

    low: Term | None
    high: Term | None
    low_in: bool = False
    high_in: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of the parts; `quiet` is a FEEL list, where what cannot be compared is simply not equal."""

    parts: tuple[Condition, ...]
    quiet: bool = False


class Unclear(Exception):
    """The cell asks something that no interval can say. The text is the part in question."""


Condition = Anything | Missing | Equal | Between | Not | All | Some


def condition_of(tests: tree.Tests, terms: Terms) -> Condition:
    """The condition that a cell is. Raises Unclear."""
    if tests.tests is None:
        return Anything()
    parts = tuple(_test(test, terms) for test in tests.tests)
    whole = parts[0] if len(parts) == 1 else Some(parts)
    return Not(whole) if tests.negated else whole


def _test(test: tree.Test, terms: Terms) -> Condition:
    if test.operator is not None:
        return _compared(test.operator, test.operand, terms)
    return _condition(test.operand, terms) if tree.mentions(test.operand, "?") else _member(test.operand, terms)


def _member(node: tree.Node, terms: Terms) -> Condition:
    """`value in node`, where the node knows nothing of the value."""
    if isinstance(node, tree.ListOf):
        return Some(tuple(_member(item, terms) for item in node.items), quiet=True)
    if isinstance(node, tree.RangeOf):
        low = None if node.start is None else _term(node.start, terms)
        high = None if node.end is None else _term(node.end, terms)
        return Between(low, high, node.start_included, node.end_included)
    if isinstance(node, tree.Literal) and node.value is None:
        return Missing()
    found = terms(node)
    if isinstance(found, Constant) and isinstance(found.value, list):
        return Some(tuple(_equal(Constant(item, found.text)) for item in found.value), quiet=True)
    term = _term(node, terms)
    if isinstance(term, Symbol) and not isinstance(node, _VALUES):
        # It may be a list or a range, or a condition about other variables, which says nothing of the value.
        raise Unclear
    return _equal(term)


def _equal(term: Term) -> Condition:
    if isinstance(term, Constant) and term.value is None:
        return Missing()
    if isinstance(term, Constant) and isinstance(term.value, list | dict):
        raise Unclear
    return Equal(term)


def _compared(operator: str, node: tree.Node, terms: Terms) -> Condition:
    if tree.mentions(node, "?"):
        raise Unclear
    if operator == "!=":
        return Not(_compared("=", node, terms))
    if operator == "=":
        is_null = isinstance(node, tree.Literal) and node.value is None
        return Missing() if is_null else _equal(_term(node, terms))
    term = _term(node, terms)
    included = operator.endswith("=")
    return Between(None, term, False, included) if operator[0] == "<" else Between(term, None, included, False)


def _term(node: tree.Node, terms: Terms) -> Term:
    term = None if tree.mentions(node, "?") else terms(node)
    if term is None or (isinstance(term, Constant) and isinstance(term.value, list | dict)):
        raise Unclear
    return term


#: Expressions that are single values whatever their variables are worth.
_VALUES = (tree.Arithmetic, tree.Negative)


# -- conditions about `?` ------------------------------------------------------------------------------------------

_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _condition(node: tree.Node, terms: Terms) -> Condition:
    reader: Any = _READERS.get(type(node))
    if reader is None:
        raise Unclear
    found: Condition = reader(node, terms)
    return found


def _comparison(node: tree.Comparison, terms: Terms) -> Condition:
    if _is_value(node.left):
        return _compared(node.operator, node.right, terms)
    if _is_value(node.right):
        return _compared(_TURNED[node.operator], node.left, terms)
    raise Unclear


def _junction(node: tree.Junction, terms: Terms) -> Condition:
    parts = tuple(_condition(operand, terms) for operand in node.operands)
    return All(parts) if node.operator == "and" else Some(parts)


def _between(node: tree.Between, terms: Terms) -> Condition:
    if not _is_value(node.value):
        raise Unclear
    return Between(_term(node.low, terms), _term(node.high, terms), True, True)


def _in(node: tree.In, terms: Terms) -> Condition:
    if not _is_value(node.value):
        raise Unclear
    parts = tuple(
        _member(test.operand, terms) if test.operator is None else _compared(test.operator, test.operand, terms)
        for test in node.tests
    )
    return Some(parts)


def _call(node: tree.Call, terms: Terms) -> Condition:
    if node.function == tree.Name("not") and len(node.arguments) == 1:
        return Not(_condition(node.arguments[0], terms))
    raise Unclear


def _is_value(node: tree.Node) -> bool:
    return node == tree.Name("?")


_READERS = {
    tree.Comparison: _comparison, tree.Junction: _junction, tree.Between: _between, tree.In: _in, tree.Call: _call,
}


# -- what a condition is made of -----------------------------------------------------------------------------------


def terms_of(condition: Condition) -> Iterator[Term]:
    """Every bound and value in it."""
    stack: list[Condition] = [condition]
    while stack:
        here = stack.pop()
        if isinstance(here, Equal):
            yield here.term
        elif isinstance(here, Between):
            yield from (term for term in (here.low, here.high) if term is not None)
        else:
            stack.extend(_parts(here))


def _parts(condition: Condition) -> Iterable[Condition]:
    if isinstance(condition, Not):
        return (condition.part,)
    return condition.parts if isinstance(condition, All | Some) else ()


def intervals_of(condition: Condition) -> Iterator[Between]:
    """Every interval with both bounds: whoever wrote it takes the first for the smaller one."""
    stack: list[Condition] = [condition]
    while stack:
        here = stack.pop()
        if isinstance(here, Between) and here.low is not None and here.high is not None:
            yield here
        stack.extend(_parts(here))
