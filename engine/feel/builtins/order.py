"""Functions that need an order: min, max, sort (DMN 1.5, 10.3.4.4 and 10.3.4.9)."""

from __future__ import annotations

from functools import cmp_to_key

from engine.feel.builtins.registry import builtin
from engine.feel.operators import Operation, greater, less
from engine.feel.scope import Run
from engine.feel.values import Function, Value


def _best(run: Run, arguments: tuple[Value, ...], better: Operation) -> Value:
    items = arguments[0] if len(arguments) == 1 and isinstance(arguments[0], list) else arguments
    if not items:
        return None
    best = items[0]
    for item in items:
        verdict = better(run, item, best)
        if verdict is None:
            raise ValueError("not comparable")
        best = item if verdict else best
    return best


@builtin("min(*list: any)")
def minimum(run: Run, *arguments: Value) -> Value:
    return _best(run, arguments, less)


@builtin("max(*list: any)")
def maximum(run: Run, *arguments: Value) -> Value:
    return _best(run, arguments, greater)


@builtin("sort(list: list, precedes?: function)")
def sort(run: Run, items: list[Value], precedes: Function | None) -> list[Value]:
    def before(left: Value, right: Value) -> bool:
        run.spend(1)
        verdict = less(run, left, right) if precedes is None else precedes.call(run, [left, right])
        if not isinstance(verdict, bool):
            raise ValueError("not comparable")
        return verdict

    return sorted(items, key=cmp_to_key(lambda left, right: -1 if before(left, right) else int(before(right, left))))
