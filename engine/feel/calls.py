"""Closures of function definitions and invocations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.feel.builtins import BUILTINS, Builtin
from engine.feel.compiler import COMPILERS, Code, compile_node
from engine.feel.scope import Run, Scope
from engine.feel.syntax import tree
from engine.feel.types import converted
from engine.feel.values import Function, Value, kind


def _definition(node: tree.FunctionOf) -> Code:
    parameters, body = node.parameters, compile_node(node.body)
    price, levels = tree.size(node.body), tree.height(node.body) + 2
    types, result = tuple(parameter.type for parameter in parameters), _type_of(node.body)

    def define(scope: Scope) -> Value:
        def call(run: Run, arguments: Sequence[Value]) -> Value:
            if len(parameters) != len(arguments):
                return run.problem("feel.arguments", function="function", kinds=[kind(value) for value in arguments])
            names = {
                parameter.name: _argument(run, parameter, value) for parameter, value in zip(parameters, arguments, strict=True)
            }
            return run.deeper(price, levels, lambda: body(Scope(names, scope, run)))

        return Function("function", tuple(parameter.name for parameter in parameters), call, types, result)

    return define


def _argument(run: Run, parameter: tree.Parameter, value: Value) -> Value:
    """The value as the parameter's type has it; null, and a problem, when it does not fit."""
    wanted = parameter.type
    fitting = value if wanted is None else converted(value, wanted)
    if wanted is not None and wanted.admits is not None and not wanted.admits(run, fitting):
        fitting = None
    if fitting is None and value is not None:
        run.problem("feel.arguments", function="function", kinds=[kind(value)])
    return fitting


def _type_of(node: tree.Node) -> tree.Type | None:
    """What a body gives whatever its arguments are, as far as its text says so."""
    if isinstance(node, tree.Literal):
        return tree.Type(kind(node.value).replace("null", "Null"))
    if isinstance(node, tree.ContextOf):
        return tree.Type("context", entries=tuple((name, _type_of(value) or tree.Type("Any")) for name, value in node.entries))
    if isinstance(node, tree.FunctionOf):
        types = [parameter.type or tree.Type("Any") for parameter in node.parameters]
        return tree.Type("function", (*types, _type_of(node.body) or tree.Type("Any")))
    return None


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
