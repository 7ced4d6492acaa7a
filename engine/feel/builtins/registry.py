"""How a built-in function is declared, and how arguments find its parameters (DMN 1.5, 10.3.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from typing import Any

from engine.feel.scope import Run
from engine.feel.temporal import midnight
from engine.feel.values import Function, Value, kind

_ALIASES = {
    "datetime": "date and time", "days": "days and time duration", "months": "years and months duration",
}
_ANY = frozenset({"any"})
_REFUSED = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kinds: frozenset[str]
    optional: bool
    #: Takes all further arguments, or the elements of the one list.
    variadic: bool


@dataclass(frozen=True, slots=True)
class Signature:
    parameters: tuple[Parameter, ...]
    code: Callable[..., Value]

    def bind(self, arguments: Sequence[Value]) -> list[Value] | None:
        """The arguments as the code wants them, or None when they do not fit."""
        parameters = self.parameters
        if parameters and parameters[-1].variadic:
            head = len(parameters) - 1
            bound = self._bind_plain(arguments[:head], parameters[:head])
            return None if bound is None or len(arguments) == head else _bind_rest(bound, arguments[head:], parameters[-1])
        return self._bind_plain(arguments, parameters)

    def _bind_plain(self, arguments: Sequence[Value], parameters: tuple[Parameter, ...]) -> list[Value] | None:
        if len(arguments) > len(parameters):
            return None
        bound = []
        for position, parameter in enumerate(parameters):
            given = position < len(arguments)
            if not given and not parameter.optional:
                return None
            value = _fit(arguments[position], parameter) if given else None
            if value is _REFUSED:
                return None
            bound.append(value)
        return bound

    def bind_named(self, arguments: dict[str, Value]) -> list[Value] | None:
        """As `bind`, by parameter names."""
        names = [parameter.name for parameter in self.parameters]
        missing = [p for p in self.parameters if p.name not in arguments and not p.optional]
        if missing or not arguments.keys() <= set(names):
            return None
        return self.bind([arguments.get(name) for name in names])


def _bind_rest(bound: list[Value], rest: Sequence[Value], parameter: Parameter) -> list[Value] | None:
    items = [_fit(item, parameter) for item in rest]
    return None if any(item is _REFUSED for item in items) else [*bound, *items]


def _fit(value: Value, parameter: Parameter) -> Value:
    """The value as the parameter wants it, with FEEL's implicit conversions, or _REFUSED."""
    kinds = parameter.kinds
    if value.__class__ is int:
        value = Decimal(value)
    found = kind(value)
    if found in kinds or kinds is _ANY or (value is None and parameter.optional):
        return value
    if "list" in kinds and value is not None:
        return [value]
    if found == "list" and len(value) == 1 and kind(value[0]) in kinds:
        return value[0]
    if found == "date" and "date and time" in kinds:
        return midnight(value)
    return _REFUSED


@dataclass(frozen=True, slots=True)
class Builtin:
    """One function with its overloads."""

    name: str
    signatures: tuple[Signature, ...]

    def call(self, run: Run, arguments: Sequence[Value]) -> Value:
        """Invoke by position; null and a problem when no overload fits."""
        for signature in self.signatures:
            bound = signature.bind(arguments)
            if bound is not None:
                return self._invoke(run, signature, bound)
        return run.problem("feel.arguments", function=self.name, kinds=[kind(value) for value in arguments])

    def call_named(self, run: Run, arguments: dict[str, Value]) -> Value:
        """Invoke by parameter names. Overloads that only swap two names are told apart by the order of the call."""
        as_written = [each for each in self.signatures if [parameter.name for parameter in each.parameters] == [*arguments]]
        for signature in (*as_written, *self.signatures):
            bound = signature.bind_named(arguments)
            if bound is not None:
                return self._invoke(run, signature, bound)
        kinds = {name: kind(value) for name, value in arguments.items()}
        return run.problem("feel.arguments", function=self.name, kinds=kinds)

    def _invoke(self, run: Run, signature: Signature, bound: list[Value]) -> Value:
        run.spend(1 + sum(len(value) for value in bound if value.__class__ is list))
        try:
            return signature.code(run, *bound)
        except (DecimalException, ArithmeticError, ValueError) as error:
            return run.problem("feel.function", function=self.name, reason=_reason(error))

    def as_value(self) -> Function:
        """The function as a FEEL value, to be handed to another function."""
        names = tuple(parameter.name for parameter in self.signatures[0].parameters)
        return Function(self.name, names, self.call)


def _reason(error: Exception) -> str:
    # A DecimalException's own text is the list of its Python classes.
    return type(error).__name__ if isinstance(error, DecimalException) else str(error)


BUILTINS: dict[str, Builtin] = {}
_DECLARATION = re.compile(r"([a-z ]+)\((.*)\)")


def builtin(declaration: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Declare an overload: `substring(string: string, start position: number, length?: number)`.

    Kinds are those of `values.kind`, alternatives with `|`; `any` takes null too; `?` marks an optional parameter
    (None when absent), `*` one that takes all further arguments. The code gets the run and the bound arguments; a
    ValueError or ArithmeticError that it raises becomes null and a problem.
    """
    match = _DECLARATION.fullmatch(declaration)
    if match is None:
        raise ValueError(declaration)
    name = match[1]
    parameters = tuple(_parameter(text) for text in match[2].split(", ") if text)

    def register(code: Callable[..., Value]) -> Callable[..., Value]:
        before = BUILTINS[name].signatures if name in BUILTINS else ()
        BUILTINS[name] = Builtin(name, (*before, Signature(parameters, code)))
        return code

    return register


def _parameter(text: str) -> Parameter:
    name, _, kinds = text.partition(": ")
    split: Any = frozenset(_ALIASES.get(part, part) for part in kinds.split("|"))
    return Parameter(name.strip("?*"), _ANY if "any" in split else split, name.endswith("?"), name.startswith("*"))


def whole(number: Decimal) -> int:
    """The number as an int. Raises ValueError unless it is a whole one of at most 9 digits."""
    if number != number.to_integral_value() or abs(number) >= 1_000_000_000:
        raise ValueError(f"not a whole number: {number}")
    return int(number)


def truncated(number: Decimal) -> int:
    """The number without its fraction. Raises ValueError beyond 9 digits."""
    if abs(number) >= 1_000_000_000:
        raise ValueError(f"too large: {number}")
    return int(number)


def place(position: Decimal, length: int) -> int:
    """The 0-based index of a 1-based or, from the end, negative position. Raises ValueError outside the list."""
    index = whole(position)
    index = index - 1 if index > 0 else index + length
    if position == 0 or not 0 <= index < length:
        raise ValueError(f"no position {position} of {length}")
    return index
