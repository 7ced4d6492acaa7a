"""Closures of function definitions and invocations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.feel.builtins import BUILTINS, Builtin
from engine.feel.compiler import COMPILERS, Code, compile_node
from engine.feel.scope import Run, Scope
from engine.feel.syntax import tree
from engine.feel.types import conforms
from engine.feel.values import Function, Value, kind


def _definition(node: tree.FunctionOf) -> Code:
    parameters, body = node.parameters, compile_node(node.body)
    price, levels = tree.size(node.body), tree.height(node.body) + 2

    def define(scope: Scope) -> Value:
        def call(run: Run, arguments: Sequence[Value]) -> Value:
            if not _accepts(parameters, arguments):
                return run.problem("feel.arguments", function="function", kinds=[kind(value) for value in arguments])
            names = {parameter.name: value for parameter, value in zip(parameters, arguments, strict=True)}
            return run.deeper(price, levels, lambda: body(Scope(names, scope, run)))

        return Function("function", tuple(parameter.name for parameter in parameters), call)

    return define


def _accepts(parameters: tuple[tree.Parameter, ...], arguments: Sequence[Value]) -> bool:
    if len(parameters) != len(arguments):
        return False
    typed = zip(parameters, arguments, strict=True)
    return all(each.type is None or value is None or conforms(value, each.type) for each, value in typed)


def _call(node: tree.Call) -> Code:
    arguments = [compile_node(argument) for argument in node.arguments]
    find = _finder(node.function)
    names = node.names

    def call(scope: Scope) -> Value:
        function = find(scope)
        values = [argument(scope) for argument in arguments]
        if function is None:
            return scope.run.problem("feel.no_function", name=_title(node.function))
        if names is None:
            return function.call(scope.run, values)
        named = dict(zip(names, values, strict=True))
        if isinstance(function, Builtin):
            return function.call_named(scope.run, named)
        if named.keys() != set(function.parameters):
            return scope.run.problem("feel.arguments", function=_title(node.function), kinds=sorted(named))
        return function.call(scope.run, [named[parameter] for parameter in function.parameters])

    return call


def _finder(node: tree.Node) -> Callable[[Scope], Builtin | Function | None]:
    """A closure that finds what is called: a function in a variable, else the built-in of that name."""
    builtin = BUILTINS.get(node.name) if isinstance(node, tree.Name) else None
    code = compile_node(node)
    name = node.name if isinstance(node, tree.Name) else ""

    def find(scope: Scope) -> Builtin | Function | None:
        if builtin is None:
            value = code(scope)
            return value if isinstance(value, Function) else None
        inner: Scope | None = scope
        while inner is not None:
            # Data that happens to have the name of a built-in does not hide it.
            if isinstance(inner.names.get(name), Function):
                return inner.names[name]  # type: ignore[no-any-return]
            inner = inner.parent
        return builtin

    return find


def _title(node: tree.Node) -> str:
    return node.name if isinstance(node, tree.Name | tree.Path) else "function"


COMPILERS.update({tree.FunctionOf: _definition, tree.Call: _call})
