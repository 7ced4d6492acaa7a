"""The built-in functions of DMN 1.5 (10.3.4) and the few of Camunda's that diagrams use."""

from __future__ import annotations

from engine.feel.builtins import contexts, conversion, lists, numbers, order, patterns, ranges, strings, temporals
from engine.feel.builtins.registry import BUILTINS, Builtin

NAMES = frozenset(BUILTINS)

__all__ = [
    "BUILTINS", "NAMES", "Builtin",
    "contexts", "conversion", "lists", "numbers", "order", "patterns", "ranges", "strings", "temporals",
]
