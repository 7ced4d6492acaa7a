"""Item definitions: the model's own types, and how values become values of them (DMN 1.5, 7.3.2 and 10.3.2.9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from engine.feel import Function, Run, Type, UnaryTests, Value, WrongType, coerce, kind, kind_of


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A type: a base (built-in or another item definition) or components; perhaps a list of it; perhaps only some values."""

    name: str
    base: str | None = None
    components: tuple[ItemDefinition, ...] = ()
    is_collection: bool = False
    allowed: UnaryTests | None = None
    is_function: bool = False
    #: What holds for the value as a whole, a list included (DMN 1.5).
    constraint: UnaryTests | None = None
    #: The types of a function's parameters by name, and of its result.
    parameters: tuple[tuple[str, str | None], ...] = ()
    output: str | None = None


#: How many item definitions may refer to one another in a row; more is a circle.
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Types:
    """All item definitions of a model by name."""

    definitions: Mapping[str, ItemDefinition] = field(default_factory=dict)

    def coerce(self, run: Run, value: Value, type_ref: str | None, depth: int = 0, *, free: bool = False) -> Value:
        """The value as the type; `free` of what the type allows. Raises WrongType."""
        definition = self.definitions.get(local_name(type_ref or ""))
        if definition is None:
            return coerce(value, local_name(type_ref or "Any"))
        return self._as(run, value, definition, depth, free=free)

    def base(self, type_ref: str) -> str | None:
        """FEEL's kind of the type's values; `whole number` for the integers of older editors; None for a circle."""
        definition = self._chain(type_ref)[-1:]
        if any(each.is_collection for each in self._chain(type_ref)):
            return "list"
        if definition and definition[0].components:
            return "context"
        name = local_name(definition[0].base or "Any" if definition else type_ref)
        return "whole number" if name in ("integer", "long") else kind_of(name)

    def structures(self) -> dict[str, Type]:
        """The item definitions as types that FEEL texts may name: `instance of` asks for the structure alone, a
        parameter for the allowed values too.
        """
        return {name: replace(self._structure(name, 0), admits=partial(self._admits, name)) for name in self.definitions}

    def _admits(self, name: str, run: Run, value: Value) -> bool:
        """Whether the type allows a value that has its structure."""
        try:
            self.coerce(run, value, name)
        except WrongType:
            return False
        return True

    def _structure(self, type_ref: str, depth: int) -> Type:
        definition = self.definitions.get(local_name(type_ref))
        if definition is None or depth > MAX_DEPTH:
            return Type(local_name(type_ref))
        return self._structure_of(definition, depth)

    def _structure_of(self, definition: ItemDefinition, depth: int) -> Type:
        if definition.components and depth <= MAX_DEPTH:
            entries = tuple((part.name, self._structure_of(part, depth + 1)) for part in definition.components)
            single = Type("context", entries=entries)
        elif definition.is_function:
            single = Type("function")
        else:
            single = self._structure(definition.base or "Any", depth + 1)
        return Type("list", (single,)) if definition.is_collection else single

    def limits(self, type_ref: str) -> tuple[UnaryTests, ...]:
        """What the type allows: its own values, else those of the type that it stands for."""
        return tuple(each.allowed for each in self._chain(type_ref) if each.allowed is not None)[:1]

    def _chain(self, type_ref: str) -> list[ItemDefinition]:
        """The item definitions that stand for each other, from the type to its built-in base."""
        found: list[ItemDefinition] = []
        name = local_name(type_ref)
        while name in self.definitions and len(found) <= MAX_DEPTH:
            found.append(self.definitions[name])
            name = local_name(found[-1].base or "")
        return found

    def _as(self, run: Run, value: Value, definition: ItemDefinition, depth: int, *, free: bool = False) -> Value:
        if value is None:
            return None
        if depth > MAX_DEPTH:
            raise WrongType("decision.type_too_deep", type=definition.name)
        run.spend(1)
        if not definition.is_collection:
            return _constrained(run, self._one(run, value, definition, depth, free=free), definition)
        items = value if isinstance(value, list) else [value]
        return _constrained(run, [self._one(run, item, definition, depth, free=free) for item in items], definition)

    def _one(self, run: Run, value: Value, definition: ItemDefinition, depth: int, *, free: bool) -> Value:
        if value is None:
            return value
        if definition.is_function:
            return self._function(value, definition)
        if definition.components:
            value = self._components(run, value, definition, depth)
        elif definition.base:
            # A type that says itself what it allows does not ask the one that it is made from.
            value = self.coerce(run, value, definition.base, depth + 1, free=free or definition.allowed is not None)
        if not free and definition.allowed is not None and not definition.allowed.within(run, value, {}):
            raise WrongType("decision.not_allowed", type=definition.name, kind=kind(value))
        return value

    def _function(self, function: Value, definition: ItemDefinition) -> Value:
        """The function with arguments and result taken as the type declares them."""
        if not isinstance(function, Function):
            raise WrongType("feel.wrong_type", kind=kind(function), type=definition.name)
        types = [dict(definition.parameters).get(name) for name in function.parameters]

        def call(run: Run, arguments: Sequence[Value]) -> Value:
            declared = [*types, *[None] * len(arguments)]
            taken = [self._tried(run, *each) for each in zip(arguments, declared, strict=False)]
            return self._tried(run, function.call(run, taken), definition.output)

        return Function(function.name, function.parameters, call, function.types, function.result)

    def _tried(self, run: Run, value: Value, type_ref: str | None) -> Value:
        """The value as the type, or null and a problem."""
        try:
            return self.coerce(run, value, type_ref)
        except WrongType as wrong:
            return run.problem(wrong.code, **wrong.data)

    def _components(self, run: Run, value: Value, definition: ItemDefinition, depth: int) -> Value:
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        if not isinstance(value, dict):
            raise WrongType("feel.wrong_type", kind=kind(value), type=definition.name)
        missing = [part.name for part in definition.components if part.name not in value]
        if missing:
            raise WrongType("decision.missing_entry", type=definition.name, entries=missing)
        typed = {part.name: self._as(run, value[part.name], part, depth + 1) for part in definition.components}
        return {**value, **typed}


def _constrained(run: Run, value: Value, definition: ItemDefinition) -> Value:
    if definition.constraint is not None and not definition.constraint.within(run, value, {}):
        raise WrongType("decision.not_allowed", type=definition.name, kind=kind(value))
    return value


def local_name(type_ref: str) -> str:
    """`tns:tApplicant` -> `tApplicant`; a space may follow the prefix in files of old editors."""
    return type_ref.strip().rpartition(":")[2].strip()
