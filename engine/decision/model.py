"""A decision model: decisions, what they need, and their evaluation (DMN 1.5, chapter 6 and 10.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decision.logic import Definition, Evaluation, Logic, RuleHit, TypeOf, conform
from engine.decision.problems import DecisionError
from engine.decision.subgraph import Service
from engine.decision.types import ItemDefinition
from engine.errors import NotFound
from engine.feel import Run, Value


@dataclass(frozen=True, slots=True)
class InputData:
    """A value from outside."""

    id: str
    name: str
    type: TypeOf


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `kind` is the DMN name of its logic: decisionTable, literalExpression, context, …"""

    id: str
    name: str
    #: The name under which other decisions see the result.
    variable: str
    kind: str
    logic: Logic
    #: Ids of the decisions that it needs itself.
    requirements: tuple[str, ...]
    #: Names of the variables that it reads from outside, those of the decisions that it needs included.
    inputs: tuple[str, ...] = ()
    question: str = ""
    #: Decisions of imported models that it needs: (name of the import, id).
    imported: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation gave: the FEEL value, the rules that fired (needed decisions first), and why nulls are null."""

    result: Value
    rules: tuple[RuleHit, ...]
    errors: tuple[DecisionError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionModel:
    """One DMN file, ready to be evaluated; immutable, to be shared between threads."""

    #: SHA-256 of the file's bytes.
    digest: str
    source: str
    name: str
    #: id -> decision, in document order.
    decisions: Mapping[str, Decision]
    input_data: tuple[InputData, ...] = ()
    #: name -> business knowledge model or decision service.
    knowledge: Mapping[str, Definition | Service] = field(default_factory=dict)
    #: decision id -> ids of what must be evaluated, in order, itself last.
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The name that the file gives an import -> the model; "" for one whose names are used as they are.
    imports: Mapping[str, DecisionModel] = field(default_factory=dict)
    #: Item definitions by name.
    types: Mapping[str, ItemDefinition] = field(default_factory=dict)
    namespace: str = ""
    #: Ids of all that other files may refer to.
    elements: frozenset[str] = frozenset()

    def find(self, decision: str) -> Decision:
        """The decision by id or name. Raises NotFound."""
        if decision in self.decisions:
            return self.decisions[decision]
        for candidate in self.decisions.values():
            if candidate.name == decision:
                return candidate
        raise NotFound("decision.unknown", decision=decision)

    def top(self) -> tuple[Decision, ...]:
        """The decisions that no other decision of the model needs."""
        needed = {required for decision in self.decisions.values() for required in decision.requirements}
        return tuple(decision for decision in self.decisions.values() if decision.id not in needed)

    def evaluate(self, decision: str, inputs: Mapping[str, Any], *, now: datetime) -> Outcome:
        """Evaluate a decision (by id or name) and all that it needs; or a decision service or a business knowledge
        model, whose parameters are found among the inputs by name.

        `inputs` are JSON data or FEEL values by name; the declared types turn ISO 8601 texts into temporal values.
        `now` is what `now()` and `today()` give. Raises NotFound, FeelLimitExceeded, and TypeError for a float.
        """
        evaluation = Evaluation(Run(now, None))
        function = self._function(decision)
        if function is not None:
            return self._called(evaluation, function, inputs)
        wanted = self.find(decision)
        names = {**inputs, **self._given(evaluation, wanted.id, inputs)}
        self._decide(evaluation, wanted, names)
        return Outcome(names[wanted.variable], tuple(evaluation.rules), tuple(evaluation.errors))

    def _function(self, wanted: str) -> Definition | Service | None:
        """The service or knowledge model of that id or name, unless a decision has it."""
        if wanted in self.decisions or any(each.name == wanted for each in self.decisions.values()):
            return None
        return next((each for name, each in self.knowledge.items() if wanted in (name, each.owner, each.name)), None)

    def _called(self, evaluation: Evaluation, wanted: Definition | Service, inputs: Mapping[str, Any]) -> Outcome:
        names = self._given(evaluation, wanted.owner, {})
        function = wanted.evaluate(evaluation, names)
        arguments = [inputs.get(parameter) for parameter in function.parameters]
        result = evaluation.feel(wanted.owner, lambda: function.call(evaluation.run, arguments))
        return Outcome(result, tuple(evaluation.rules), tuple(evaluation.errors))

    def knows(self, wanted: str) -> bool:
        """Whether `evaluate` finds a decision, service or knowledge model of that id or name."""
        found = wanted in self.decisions or any(each.name == wanted for each in self.decisions.values())
        return found or self._function(wanted) is not None

    def _decide(self, evaluation: Evaluation, wanted: Decision, names: dict[str, Value]) -> None:
        """Add the result of the decision to `names`, and before it all that it needs."""
        for required in self.order[wanted.id]:
            step = self.decisions[required]
            for name, identifier in step.imported:
                model = self.imports[name]
                model._decide(evaluation, model.decisions[identifier], names[name] if name else names)
            names[step.variable] = names[step.id] = names[step.name] = step.logic.evaluate(evaluation, names)

    def _given(self, evaluation: Evaluation, owner: str, inputs: Mapping[str, Any]) -> dict[str, Value]:
        """Input data, functions and what imported models have of both; those of an import are a context of its name."""
        functions: dict[str, Value] = {}
        for name, model in self.imports.items():
            entries = inputs.get(name)
            inner = model._given(evaluation, owner, {**inputs, **entries} if isinstance(entries, dict) else inputs)
            functions.update({name: inner} if name else inner)
        names = dict(functions)
        for datum in self.input_data:
            # What is not given is null, not unknown.
            names[datum.name] = conform(evaluation, owner, inputs.get(datum.name), datum.type)
        for name, definition in self.knowledge.items():
            functions[name] = definition.evaluate(evaluation, functions)
        return {**names, **functions}
