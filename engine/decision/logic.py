"""Boxed expressions (DMN 1.5, 10.2): everything that a decision may be, except decision tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.decision.problems import DecisionError
from engine.feel import Expression, Function, Problem, Run, Value, WrongType, elements, kind

Names = dict[str, Value]


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that matched: `index` counts from 1; inputs by label, outputs by name, both as JSON data."""

    decision: str
    rule_id: str
    index: int
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    #: annotation column -> text: the clause and the gate that the row stands for.
    annotations: Mapping[str, str] = field(default_factory=dict)


class Evaluation:
    """What one call of `DecisionModel.evaluate` collects, shared by all decisions that it needs."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.rules: list[RuleHit] = []
        self.errors: list[DecisionError] = []
        self._begun: dict[int, tuple[Any, set[str]]] = {}

    def begins(self, names: Names, decision: str) -> bool:
        """Whether the decision has not been evaluated yet among these names, as it will be now."""
        # The names are kept with what is known of them: another dict must not get their identity.
        _, known = self._begun.setdefault(id(names), (names, set()))
        new = decision not in known
        known.add(decision)
        return new

    def feel(self, owner: str, work: Callable[[], Value], rule_id: str | None = None) -> Value:
        """Do FEEL work; its problems become errors of the decision `owner`."""
        outer, problems = self.run.problems, list[Problem]()
        self.run.problems = problems
        try:
            return work()
        finally:
            self.run.problems = outer
            for found in problems:
                self.error(owner, found.code, rule_id=rule_id, **found.data)

    def quietly(self, work: Callable[[], Value]) -> Value:
        """Do FEEL work whose problems are none."""
        outer, self.run.problems = self.run.problems, None
        try:
            return work()
        finally:
            self.run.problems = outer

    def error(self, owner: str, code: str, *, rule_id: str | None = None, **data: Any) -> None:
        """Note why a result is null."""
        if len(self.errors) < 100:
            self.errors.append(DecisionError(owner, code, data, rule_id))


class Logic(Protocol):
    """Anything that has a value where names have values."""

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        """The value; null and an error when there is none."""


class TypeOf(Protocol):
    """A declared type: turns a value into one of the type, or raises WrongType."""

    def __call__(self, run: Run, value: Value) -> Value: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """Logic whose result must be of a type."""

    owner: str
    logic: Logic
    type: TypeOf

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        return conform(evaluation, self.owner, self.logic.evaluate(evaluation, names), self.type)


def conform(evaluation: Evaluation, owner: str, value: Value, wanted: TypeOf) -> Value:
    """The value as the type; null and an error when it is not."""
    try:
        return wanted(evaluation.run, value)
    except WrongType as wrong:
        evaluation.error(owner, wrong.code, **wrong.data)
        return None


@dataclass(frozen=True, slots=True)
class Literal:
    """A FEEL expression."""

    owner: str
    expression: Expression

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        return evaluation.feel(self.owner, lambda: self.expression.within(evaluation.run, names))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Logic that is never done, such as a function in Java: null, and an error that says why."""

    owner: str
    code: str
    data: Mapping[str, Any]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        evaluation.error(self.owner, self.code, **self.data)
        return None


@dataclass(frozen=True, slots=True)
class Entries:
    """A boxed context: later entries see earlier ones; an entry without name is the result."""

    entries: tuple[tuple[str | None, Logic], ...]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        inner, result = dict(names), dict[str, Value]()
        for name, logic in self.entries:
            value = logic.evaluate(evaluation, inner)
            if name is None:
                return value
            inner[name] = result[name] = value
        return result


@dataclass(frozen=True, slots=True)
class Items:
    """A boxed list."""

    items: tuple[Logic, ...]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        return [item.evaluate(evaluation, names) for item in self.items]


@dataclass(frozen=True, slots=True)
class Relation:
    """A list of contexts, written as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Logic, ...], ...]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        return [
            {column: cell.evaluate(evaluation, names) for column, cell in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call with bound parameters."""

    owner: str
    function: Logic
    bindings: tuple[tuple[str, Logic], ...]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        function = self.function.evaluate(evaluation, names)
        arguments = {name: logic.evaluate(evaluation, names) for name, logic in self.bindings}
        if not isinstance(function, Function) or arguments.keys() != set(function.parameters):
            evaluation.error(self.owner, "decision.invocation", bindings=sorted(arguments))
            return None
        ordered = [arguments[name] for name in function.parameters]
        return evaluation.feel(self.owner, lambda: function.call(evaluation.run, ordered))


@dataclass(frozen=True, slots=True)
class Definition:
    """A function: a business knowledge model or a boxed function definition."""

    owner: str
    name: str
    parameters: tuple[tuple[str, TypeOf], ...]
    body: Logic

    def evaluate(self, evaluation: Evaluation, names: Names) -> Function:
        def call(run: Run, arguments: Sequence[Value]) -> Value:
            if len(arguments) != len(self.parameters):
                evaluation.error(self.owner, "decision.arguments", function=self.name, given=len(arguments))
                return None
            bound = dict(self._bound(evaluation, arguments))
            # A call costs about as much of the stack as ten levels of a FEEL tree.
            return run.deeper(10, 10, lambda: self.body.evaluate(evaluation, {**names, **bound}))

        return Function(self.name, tuple(name for name, _ in self.parameters), call)

    def _bound(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Iterable[tuple[str, Value]]:
        for (name, wanted), value in zip(self.parameters, arguments, strict=True):
            yield name, conform(evaluation, self.owner, value, wanted)


@dataclass(frozen=True, slots=True)
class Conditional:
    """A boxed if."""

    condition: Logic
    then: Logic
    otherwise: Logic

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        chosen = self.then if self.condition.evaluate(evaluation, names) is True else self.otherwise
        return chosen.evaluate(evaluation, names)


@dataclass(frozen=True, slots=True)
class Iteration:
    """A boxed for, some, every or filter; `variable` is `item` for a filter."""

    kind: str
    owner: str
    variable: str
    domain: Logic
    body: Logic
    #: Whether the body of a `for` asks for the results so far.
    uses_partial: bool = False

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        items = evaluation.feel(self.owner, lambda: elements(evaluation.run, self.domain.evaluate(evaluation, names)))
        if items is None:
            return None
        evaluation.run.room_for_list(len(items))
        if self.kind == "for":
            return self._collected(evaluation, names, items)
        values = [self.body.evaluate(evaluation, {**names, **self._bound(item)}) for item in items]
        wrong = next((value for value in values if not isinstance(value, bool | None)), None)
        if wrong is not None:
            evaluation.error(self.owner, "feel.not_boolean", kind=kind(wrong))
            return None
        if self.kind == "filter":
            return [item for item, value in zip(items, values, strict=True) if value is True]
        decisive = self.kind == "some"
        return decisive if decisive in values else None if None in values else not decisive

    def _collected(self, evaluation: Evaluation, names: Names, items: Sequence[Value]) -> Value:
        results: list[Value] = []
        for item in items:
            inner = {**names, self.variable: item}
            if self.uses_partial:
                evaluation.run.spend(len(results))
                inner["partial"] = list(results)
            results.append(self.body.evaluate(evaluation, inner))
        return results

    def _bound(self, item: Value) -> Names:
        entries = item if self.kind == "filter" and isinstance(item, dict) else {}
        return {self.variable: item, **entries}
