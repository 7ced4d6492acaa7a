"""A decision model: decisions, what they need, and their evaluation (DMN 1.5, chapter 6 and 10.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decision.logic import Definition, Evaluation, Logic, Names, RuleHit, TypeOf, conform
from engine.decision.problems import DecisionError
from engine.decision.subgraph import Reference, Service, order
from engine.decision.types import ItemDefinition
from engine.errors import NotFound
from engine.feel import Function, Run, Value

#: Ids of decisions whose results are given: the model's own under "", those of an import under its name.
Given = Mapping[str, frozenset[str]]


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
class Part:
    """Another file that a file imports."""

    namespace: str
    digest: str
    #: Its own name.
    name: str


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
    #: The files that this one imports itself, with and without a name.
    parts: tuple[Part, ...] = ()
    #: Ids of what stands in other files, imported without a name.
    merged: frozenset[str] = frozenset()

    @property
    def own(self) -> Mapping[str, Decision]:
        """The decisions that stand in the file itself, by id."""
        return {id: decision for id, decision in self.decisions.items() if id not in self.merged}

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
        return tuple(decision for decision in self.own.values() if decision.id not in needed)

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
        names = {**inputs, **self._given(evaluation, wanted.id, inputs, frozenset(wanted.inputs))}
        result = self._decide(evaluation, wanted.id, names, {})
        return Outcome(result, tuple(evaluation.rules), tuple(evaluation.errors))

    def _function(self, wanted: str) -> Definition | Service | None:
        """The service or knowledge model of that id or name, unless a decision has it."""
        if wanted in self.decisions or any(each.name == wanted for each in self.decisions.values()):
            return None
        return next((each for name, each in self.knowledge.items() if wanted in (name, each.owner, each.name)), None)

    def _called(self, evaluation: Evaluation, wanted: Definition | Service, inputs: Mapping[str, Any]) -> Outcome:
        function = self._callable(evaluation, wanted, self._given(evaluation, wanted.owner, {}, frozenset()))
        arguments = [inputs.get(parameter) for parameter in function.parameters]
        result = evaluation.feel(wanted.owner, lambda: function.call(evaluation.run, arguments))
        return Outcome(result, tuple(evaluation.rules), tuple(evaluation.errors))

    def knows(self, wanted: str) -> bool:
        """Whether `evaluate` finds a decision, service or knowledge model of that id or name."""
        found = wanted in self.decisions or any(each.name == wanted for each in self.decisions.values())
        return found or self._function(wanted) is not None

    def _decide(self, evaluation: Evaluation, wanted: str, names: Names, given: Given) -> Value:
        """The result of the decision `wanted`, which is added to `names`, and before it all that it needs and is not given."""
        own = given.get("", frozenset())
        taken = {datum.name for datum in self.input_data} | {each.variable for each in self.decisions.values()}
        for required in order(self.decisions, wanted, own) or (wanted,) if own else self.order[wanted]:
            step = self.decisions[required]
            for name, identifier in step.imported:
                there = given.get(name, frozenset())
                if identifier not in there and evaluation.begins(names[name], identifier):
                    self.imports[name]._decide(evaluation, identifier, names[name], {"": there})
            result = step.logic.evaluate(evaluation, names)
            # Expressions may also say the decision's id or name, where these mean nothing else.
            names.update({alias: result for alias in (step.id, step.name) if alias not in taken})
            names[step.variable] = result
        return names[self.decisions[wanted].variable]

    def _served(self, evaluation: Evaluation, wanted: Reference, names: Names, given: Given) -> Value:
        """A decision that a service gives back."""
        imported, identifier = wanted
        if not imported:
            return self._decide(evaluation, identifier, names, given)
        return self.imports[imported]._decide(evaluation, identifier, names[imported], {"": given.get(imported, frozenset())})

    def _given(self, evaluation: Evaluation, owner: str, inputs: Mapping[str, Any], needed: frozenset[str] | None) -> Names:
        """Input data, functions and what imported models have of both; those of an import are a context of its name.

        Only input data that are `needed` (None: all) tell that their values are of a wrong type.
        """
        functions: Names = {
            name: model._given(evaluation, owner, {**inputs, **_below(name, inputs)}, None) for name, model in self.imports.items()
        }
        names = dict(functions)
        for datum in self.input_data:
            asked = evaluation if needed is None or datum.name in needed else Evaluation(evaluation.run)
            # What is not given is null, not unknown.
            names[datum.name] = conform(asked, owner, inputs.get(datum.name), datum.type)
        for name, known in self.knowledge.items():
            functions[name] = self._callable(evaluation, known, functions)
        return {**names, **functions}

    def _callable(self, evaluation: Evaluation, known: Definition | Service, names: Names) -> Function:
        if isinstance(known, Service):
            return known.function(evaluation, names, self._served)
        return known.evaluate(evaluation, names)


def _below(name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of an import: a context of its name, or one by one as in `{"name.input": 1}`."""
    entries, prefix = inputs.get(name), f"{name}."
    dotted = {key[len(prefix):]: value for key, value in inputs.items() if key.startswith(prefix)}
    return {**(entries if isinstance(entries, dict) else {}), **dotted}
