"""A tree becomes closures: every node a function from the scope to the value, built once and called often."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel.builtins import BUILTINS
from engine.feel.operators import COMPARISONS, arithmetic, belongs, greater_or_equal, less_or_equal, negative
from engine.feel.scope import Scope
from engine.feel.syntax import tree
from engine.feel.temporal import PROPERTIES
from engine.feel.types import conforms
from engine.feel.values import Range, Value, kind

Code = Callable[[Scope], Value]
#: A unary test: the scope and the value to be tested.
TestCode = Callable[[Scope, Value], "bool | None"]


def compile_node(node: tree.Node) -> Code:
    """The closure of any node."""
    return COMPILERS[type(node)](node)


def _literal(node: tree.Literal) -> Code:
    value = node.value
    return lambda scope: value


def _name(node: tree.Name) -> Code:
    name = node.name
    builtin = BUILTINS.get(name)

    def read(scope: Scope) -> Value:
        inner: Scope | None = scope
        while inner is not None:
            if name in inner.names:
                return clean(inner.names[name])
            inner = inner.parent
        if builtin is not None:
            return builtin.as_value()
        return scope.run.problem("feel.no_variable", name=name)

    return read


def clean(value: Value) -> Value:
    """A value from outside: whole numbers become Decimal. Raises TypeError for a float and whatever else is no value."""
    if value.__class__ is int:
        return Decimal(value)
    kind(value)
    return value


def _list(node: tree.ListOf) -> Code:
    items = [compile_node(item) for item in node.items]

    def make(scope: Scope) -> Value:
        scope.run.room_for_list(len(items))
        return [item(scope) for item in items]

    return make


def _context(node: tree.ContextOf) -> Code:
    entries = [(name, compile_node(value)) for name, value in node.entries]

    def make(scope: Scope) -> Value:
        # The scope shares the context that is being filled: entries see the earlier ones, functions also themselves.
        result: dict[str, Value] = {}
        inner = scope.inner(result)
        for name, value in entries:
            result[name] = value(inner)
        return result

    return make


def _range(node: tree.RangeOf) -> Code:
    start = compile_node(node.start) if node.start is not None else None
    end = compile_node(node.end) if node.end is not None else None
    start_included, end_included = node.start_included, node.end_included

    def make(scope: Scope) -> Value:
        low = start(scope) if start else None
        high = end(scope) if end else None
        if (start and low is None) or (end and high is None):
            return scope.run.problem("feel.range", start=kind(low), end=kind(high))
        if start and end and less_or_equal(scope.run, low, high) is None:
            return None
        return Range(low, high, start_included, end_included)

    return make


def _arithmetic(node: tree.Arithmetic) -> Code:
    left, right, operate = compile_node(node.left), compile_node(node.right), arithmetic(node.operator)
    return lambda scope: operate(scope.run, left(scope), right(scope))


def _negative(node: tree.Negative) -> Code:
    operand = compile_node(node.operand)
    return lambda scope: negative(scope.run, operand(scope))


def _comparison(node: tree.Comparison) -> Code:
    left, right, compare = compile_node(node.left), compile_node(node.right), COMPARISONS[node.operator]
    return lambda scope: compare(scope.run, left(scope), right(scope))


def _junction(node: tree.Junction) -> Code:
    operands = [compile_node(operand) for operand in node.operands]
    decisive = node.operator == "or"

    def join(scope: Scope) -> Value:
        result: Value = not decisive
        for operand in operands:
            value = operand(scope)
            if value is decisive:
                return decisive
            if value is not (not decisive):
                result = None
                if value is not None:
                    scope.run.problem("feel.not_boolean", kind=kind(value))
        return result

    return join


def _between(node: tree.Between) -> Code:
    value, low, high = compile_node(node.value), compile_node(node.low), compile_node(node.high)

    def between(scope: Scope) -> Value:
        tested = value(scope)
        above = greater_or_equal(scope.run, tested, low(scope))
        below = less_or_equal(scope.run, tested, high(scope))
        if above is False or below is False:
            return False
        return True if above and below else None

    return between


def _in(node: tree.In) -> Code:
    value, tests = compile_node(node.value), [compile_test(test) for test in node.tests]
    return lambda scope: any_test(scope, value(scope), tests)


def any_test(scope: Scope, value: Value, tests: list[TestCode]) -> bool | None:
    """Whether the value passes one of the tests, in three-valued logic."""
    result: bool | None = False
    for test in tests:
        verdict = test(scope, value)
        if verdict is True:
            return True
        if verdict is None:
            result = None
    return result


def compile_test(test: tree.Test) -> TestCode:
    """The closure of a test in `x in (…)`."""
    operand = compile_node(test.operand)
    if test.operator is None:
        return lambda scope, value: belongs(scope.run, value, operand(scope))
    compare = COMPARISONS[test.operator]
    return lambda scope, value: compare(scope.run, value, operand(scope))


def _if(node: tree.If) -> Code:
    condition, then, otherwise = compile_node(node.condition), compile_node(node.then), compile_node(node.otherwise)

    def choose(scope: Scope) -> Value:
        value = condition(scope)
        if value is True:
            return then(scope)
        if value is not False:
            scope.run.problem("feel.not_boolean", kind=kind(value))
        return otherwise(scope)

    return choose


def _path(node: tree.Path) -> Code:
    source, name = compile_node(node.source), node.name
    return lambda scope: entry(scope, source(scope), name)


def entry(scope: Scope, value: Value, name: str) -> Value:
    """`value.name`: a context's entry, a temporal value's property, or those of each element of a list."""
    if value is None:
        return None
    if isinstance(value, dict):
        if name in value:
            return clean(value[name])
        return scope.run.problem("feel.no_entry", name=name)
    found = kind(value)
    if found == "list":
        scope.run.spend(len(value))
        return [entry(scope, item, name) for item in value]
    properties = PROPERTIES.get(found, {})
    if name in properties:
        return properties[name](value)
    return scope.run.problem("feel.no_property", kind=found, name=name)


def _instance(node: tree.InstanceOf) -> Code:
    value, wanted = compile_node(node.value), node.type
    return lambda scope: conforms(value(scope), wanted)


#: Node class -> its compiler. `loops` and `calls` add theirs.
COMPILERS: dict[type, Callable[[Any], Code]] = {
    tree.Literal: _literal, tree.Name: _name, tree.ListOf: _list, tree.ContextOf: _context, tree.RangeOf: _range,
    tree.Arithmetic: _arithmetic, tree.Negative: _negative, tree.Comparison: _comparison, tree.Junction: _junction,
    tree.Between: _between, tree.In: _in, tree.If: _if, tree.Path: _path, tree.InstanceOf: _instance,
}
