"""List functions (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from engine.feel.builtins.registry import builtin, place, whole
from engine.feel.operators import equal_quietly
from engine.feel.scope import Run
from engine.feel.values import Function, Value

Items = list[Value]


def holds(run: Run, items: Iterable[Value], wanted: Value) -> bool:
    """Whether an element equals `wanted`; null equals null, different kinds are different."""
    return any(equal_quietly(run, item, wanted) is True for item in items)


@builtin("list contains(list: list, element: any)")
def list_contains(run: Run, items: Items, element: Value) -> bool:
    return holds(run, items, element)


@builtin("count(list: list)")
def count(run: Run, items: Items) -> Decimal:
    return Decimal(len(items))


@builtin("is empty(list: list)")
def is_empty(run: Run, items: Items) -> bool:
    return not items


def _one_list(arguments: tuple[Value, ...]) -> Items:
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], list) else list(arguments)


@builtin("all(*list: any)")
def all_true(run: Run, *arguments: Value) -> bool | None:
    items = _one_list(arguments)
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@builtin("any(*list: any)")
def any_true(run: Run, *arguments: Value) -> bool | None:
    items = _one_list(arguments)
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


@builtin("sublist(list: list, start position: number, length?: number)")
def sublist(run: Run, items: Items, start: Decimal, length: Decimal | None) -> Items:
    first = place(start, len(items))
    if length is None:
        return items[first:]
    size = whole(length)
    if size < 1 or first + size > len(items):
        raise ValueError(f"length {size}")
    return items[first : first + size]


@builtin("append(list: list, *item: any)")
def append(run: Run, items: Items, *more: Value) -> Items:
    run.room_for_list(len(items) + len(more))
    return [*items, *more]


@builtin("concatenate(*list: list)")
def concatenate(run: Run, *lists: Items) -> Items:
    run.room_for_list(sum(len(items) for items in lists))
    return [item for items in lists for item in items]


@builtin("insert before(list: list, position: number, newItem: any)")
def insert_before(run: Run, items: Items, position: Decimal, item: Value) -> Items:
    run.room_for_list(len(items) + 1)
    index = place(position, len(items))
    return [*items[:index], item, *items[index:]]


@builtin("remove(list: list, position: number)")
def remove(run: Run, items: Items, position: Decimal) -> Items:
    index = place(position, len(items))
    return [*items[:index], *items[index + 1 :]]


@builtin("list replace(list: list, position: number, newItem: any)")
def replace_at(run: Run, items: Items, position: Decimal, item: Value) -> Items:
    index = place(position, len(items))
    return [*items[:index], item, *items[index + 1 :]]


@builtin("list replace(list: list, match: function, newItem: any)")
def replace_matching(run: Run, items: Items, match: Function, new: Value) -> Items:
    verdicts = [match.call(run, [item, new]) for item in items]
    if any(not isinstance(verdict, bool) for verdict in verdicts):
        raise ValueError("match gives no boolean")
    return [new if verdict else item for item, verdict in zip(items, verdicts, strict=True)]


@builtin("reverse(list: list)")
def reverse(run: Run, items: Items) -> Items:
    return items[::-1]


@builtin("index of(list: list, match: any)")
def index_of(run: Run, items: Items, match: Value) -> Items:
    return [Decimal(n) for n, item in enumerate(items, 1) if equal_quietly(run, item, match) is True]


def distinct(run: Run, items: Iterable[Value]) -> Items:
    """The elements without repetition, each at its first place."""
    result: Items = []
    for item in items:
        run.spend(len(result) + 1)
        if not holds(run, result, item):
            result.append(item)
    return result


@builtin("distinct values(list: list)")
def distinct_values(run: Run, items: Items) -> Items:
    return distinct(run, items)


@builtin("duplicate values(list: list)")
def duplicate_values(run: Run, items: Items) -> Items:
    run.spend(len(items) * len(items))
    repeated = [item for n, item in enumerate(items) if holds(run, items[:n], item)]
    return distinct(run, repeated)


@builtin("union(*list: list)")
def union(run: Run, *lists: Items) -> Items:
    return distinct(run, (item for items in lists for item in items))


@builtin("flatten(list: list)")
def flatten(run: Run, items: Items) -> Items:
    result: Items = []
    stack = [iter(items)]
    while stack:
        run.spend(1)
        item = next(stack[-1], stack)
        if item is stack:
            stack.pop()
        elif isinstance(item, list):
            stack.append(iter(item))
        else:
            result.append(item)
    run.room_for_list(len(result))
    return result
