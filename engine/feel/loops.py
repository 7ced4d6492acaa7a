"""Closures of what goes through lists: for, some, every and filters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.feel.builtins.registry import place
from engine.feel.compiler import COMPILERS, Code, clean, compile_node
from engine.feel.scope import Run, Scope
from engine.feel.syntax import tree
from engine.feel.values import Range, Value, kind
from engine.feel.wide import date_at, ordinal_of

#: An iterator of `for x in domain..end`: its name and the closures of its bounds.
_Iterator = tuple[str, Code, "Code | None"]


def _iterators(iterators: tuple[tree.Iterator, ...]) -> list[_Iterator]:
    return [(each.name, compile_node(each.domain), compile_node(each.end) if each.end else None) for each in iterators]


def _for(node: tree.For) -> Code:
    iterators, body, price = _iterators(node.iterators), compile_node(node.body), tree.size(node.body)
    uses_partial = tree.mentions(node.body, "partial")

    def collect(scope: Scope) -> Value:
        results: list[Value] = []
        run = scope.run
        for inner in _bindings(scope, iterators):
            if inner is None:
                return None
            run.spend(price)
            if uses_partial:
                run.spend(len(results))
                inner = inner.inner({"partial": list(results)})
            results.append(body(inner))
            run.room_for_list(len(results) if len(results) % 1000 == 0 else 0)
        return results

    return collect


def _quantified(node: tree.Quantified) -> Code:
    iterators, condition, price = _iterators(node.iterators), compile_node(node.condition), tree.size(node.condition)
    decisive = node.quantifier == "some"

    def decide(scope: Scope) -> Value:
        result: Value = not decisive
        for inner in _bindings(scope, iterators):
            if inner is None:
                return None
            scope.run.spend(price)
            value = condition(inner)
            if value is decisive:
                return decisive
            if not isinstance(value, bool):
                result = None
        return result

    return decide


def _bindings(scope: Scope, iterators: list[_Iterator]) -> Iterator[Scope | None]:
    """A scope for each combination, the last iterator fastest; None (once) when a domain is null."""
    name, domain, end = iterators[0]
    items = elements(scope.run, domain(scope)) if end is None else _steps(scope.run, domain(scope), end(scope))
    if items is None:
        yield None
        return
    for item in items:
        scope.run.spend(1)
        inner = scope.inner({name: clean(item)})
        if len(iterators) == 1:
            yield inner
        else:
            yield from _bindings(inner, iterators[1:])


def elements(run: Run, domain: Value) -> list[Value] | None:
    """What `for x in domain` goes through: a list, the steps of a range, a single value; None and a problem else."""
    if domain is None:
        run.problem("feel.iterate", kind="null")
        return None
    if isinstance(domain, Range):
        if domain.start is None or domain.end is None:
            run.problem("feel.iterate", kind="range")
            return None
        steps = _steps(run, domain.start, domain.end)
        if steps is None:
            return None
        first, last = (0 if domain.start_included else 1), (len(steps) if domain.end_included else -1)
        return steps[first:last]
    return domain if isinstance(domain, list) else [domain]


def _steps(run: Run, start: Value, end: Value) -> list[Value] | None:
    """Whole numbers, or days, from `start` to `end`, up or down."""
    if kind(start) == kind(end) == "number" and start == int(start) and end == int(end):
        first, last = int(start), int(end)
        make = Decimal
    elif kind(start) == kind(end) == "date":
        first, last = ordinal_of(start), ordinal_of(end)
        make = date_at  # type: ignore[assignment]
    else:
        run.problem("feel.iterate", kind=f"{kind(start)}..{kind(end)}")
        return None
    run.room_for_list(abs(last - first) + 1)
    step = 1 if last >= first else -1
    return [make(number) for number in range(first, last + step, step)]


# -- filters -------------------------------------------------------------------------------------------------------

_CONDITIONS = (tree.Comparison, tree.Junction, tree.Between, tree.In, tree.Quantified, tree.InstanceOf)


def _filter(node: tree.Filter) -> Code:
    source, condition, price = compile_node(node.source), compile_node(node.condition), tree.size(node.condition)
    is_condition = isinstance(node.condition, _CONDITIONS)
    is_index = isinstance(node.condition, tree.Literal) and isinstance(node.condition.value, Decimal)

    def select(scope: Scope) -> Value:
        value = source(scope)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not is_condition:
            index = condition(scope) if is_index else _quietly(scope, condition)
            if isinstance(index, Decimal):
                return _at(scope.run, items, index)
        return [item for item in items if _holds(scope, condition, item, price)]

    return select


def _quietly(scope: Scope, code: Code) -> Value:
    """The value outside any item: a filter that is a number there is an index."""
    run = scope.run
    problems, run.problems = run.problems, None
    try:
        return code(scope)
    finally:
        run.problems = problems


def _at(run: Run, items: list[Value], index: Decimal) -> Value:
    try:
        return clean(items[place(index, len(items))])
    except ValueError:
        return run.problem("feel.no_position", position=str(index), length=len(items))


def _holds(scope: Scope, condition: Code, item: Value, price: int) -> bool:
    scope.run.spend(price)
    item = clean(item)
    inner = scope.inner({"item": item})
    return condition(inner.inner(item) if isinstance(item, dict) else inner) is True


COMPILERS.update({tree.For: _for, tree.Quantified: _quantified, tree.Filter: _filter})
