"""Bounds of cells: worth a value already, or symbols whose value nobody knows before the table is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engine.decision.gaps.conditions import Constant, Symbol, Term
from engine.feel import Expression, FeelLimitExceeded
from engine.feel.builtins import BUILTINS
from engine.feel.compiler import clean
from engine.feel.syntax import tree
from engine.feel.text import scalar_text

#: What these give differs from one evaluation to the next, but not within one.
_CLOCK = frozenset({"now", "today"})
_TIMELESS = frozenset(BUILTINS) - _CLOCK
#: No expression without a clock looks at it.
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class TermReader:
    """Makes terms of expressions; `given` are values that are known beforehand, such as `{"param": {"T01": 10}}`."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __call__(self, node: tree.Node) -> Term | None:
        """The expression as a constant, when all that it reads is known, else as a symbol."""
        if isinstance(node, tree.Literal):
            return Constant(node.value)
        names = names_of(node)
        if not names <= self.given.keys() or any(isinstance(part, tree.Filter) for part, _ in tree.walk(node)):
            return Symbol(node, text_of(node))
        value = self._value(node)
        if value is None:
            return Symbol(node, text_of(node)) if names else None
        return Constant(value, text_of(node) if names else "")

    def _value(self, node: tree.Node) -> Any:
        try:
            value = Expression("", node, frozenset()).evaluate(self.given, now=_NEVER)
        except FeelLimitExceeded:
            return None
        return [clean(item) for item in value] if isinstance(value, list) else value


def names_of(node: tree.Node) -> frozenset[str]:
    """The variables and clocks that an expression reads; names that it binds itself count too, to be on the safe side."""
    names = {part.name for part, _ in tree.walk(node) if isinstance(part, tree.Name)}
    return frozenset(names - _TIMELESS)


_BARE: dict[type, str] = {tree.ListOf: "[…]", tree.ContextOf: "{…}"}


def text_of(node: tree.Node) -> str:
    """The expression as people write it; parts of rare kinds are `…`."""
    if isinstance(node, tree.Name):
        return node.name
    if isinstance(node, tree.Path):
        return f"{text_of(node.source)}.{node.name}"
    if isinstance(node, tree.Literal):
        return f'"{node.value}"' if isinstance(node.value, str) else scalar_text(node.value)
    if isinstance(node, tree.Negative):
        return f"-{text_of(node.operand)}"
    if isinstance(node, tree.Arithmetic):
        return f"{text_of(node.left)} {node.operator} {text_of(node.right)}"
    if isinstance(node, tree.Call) and node.names is None:
        return f"{text_of(node.function)}({', '.join(map(text_of, node.arguments))})"
    return _BARE.get(type(node), "…")
