"""Decision tables (DMN 1.5, 8.2): which rules match, and what the hit policy makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.decision import hits
from engine.decision.logic import Evaluation, Names, RuleHit, TypeOf, conform
from engine.feel import Expression, UnaryTests, Value, WrongType, to_json


@dataclass(frozen=True, slots=True)
class Input:
    """One input column."""

    label: str
    expression: Expression
    type: TypeOf
    allowed: UnaryTests | None


@dataclass(frozen=True, slots=True)
class Output:
    """One output column; `priorities` are its allowed values in order, the list that `values` gives."""

    name: str
    type: TypeOf
    allowed: UnaryTests | None
    values: Expression | None
    default: Cell | None


@dataclass(frozen=True, slots=True)
class Cell:
    """An output entry or a default; `type` is its own, beside that of its column."""

    expression: Expression
    type: TypeOf | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row."""

    id: str
    tests: tuple[UnaryTests, ...]
    outputs: tuple[Cell, ...]
    annotations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A row that matched, with what its output cells are worth."""

    index: int
    rule: Rule
    outputs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table; `owner` is the decision's id."""

    owner: str
    hit_policy: str
    aggregation: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]

    def evaluate(self, evaluation: Evaluation, names: Names) -> Value:
        """The result under the hit policy; the rules that made it are added to the evaluation's."""
        tested = [self._input(evaluation, names, column) for column in self.inputs]
        chosen = hits.choose(self, evaluation, self._matches(evaluation, names, tested), names)
        if chosen is None:
            return None
        for match in chosen:
            evaluation.rules.append(self._hit(match, tested))
        return self._result(evaluation, names, chosen)

    def _input(self, evaluation: Evaluation, names: Names, column: Input) -> Value:
        """The value that the column's cells test; one that the column does not allow is null, and an error.

        One of another type than the column says is an error too and is tested as it is: files carry wrong types there.
        """
        run = evaluation.run
        value = evaluation.feel(self.owner, lambda: column.expression.within(run, names))
        try:
            value = column.type(run, value)
        except WrongType as wrong:
            evaluation.error(self.owner, wrong.code, **wrong.data)
        if value is not None and column.allowed is not None and not column.allowed.within(run, value, names):
            evaluation.error(self.owner, "decision.input_not_allowed", input=column.label, value=to_json(value))
            return None
        return value

    def _matches(self, evaluation: Evaluation, names: Names, tested: list[Value]) -> list[Match]:
        matches = []
        evaluation.run.spend(len(self.rules) * (len(tested) + 1))
        for index, rule in enumerate(self.rules, 1):
            if all(self._passes(evaluation, names, rule, *cell) for cell in zip(rule.tests, tested, strict=True)):
                outputs = tuple(
                    self._output(evaluation, names, rule.id, *cell)
                    for cell in zip(rule.outputs, self.outputs, strict=True)
                )
                matches.append(Match(index, rule, outputs))
                if self.hit_policy == "FIRST":
                    break
        return matches

    def _passes(self, evaluation: Evaluation, names: Names, rule: Rule, test: UnaryTests, value: Value) -> bool:
        run = evaluation.run
        if value is None:
            # A missing value simply does not lie in a range; that is no error of the table.
            return evaluation.quietly(lambda: test.within(run, value, names)) is True
        return evaluation.feel(self.owner, lambda: test.within(run, value, names), rule.id) is True

    def _output(
        self, evaluation: Evaluation, names: Names, rule_id: str | None, cell: Cell, column: Output
    ) -> Value:
        value = evaluation.feel(self.owner, lambda: cell.expression.within(evaluation.run, names), rule_id)
        if cell.type is not None:
            value = conform(evaluation, self.owner, value, cell.type)
        value = conform(evaluation, self.owner, value, column.type)
        if value is not None and column.allowed is not None and not column.allowed.within(evaluation.run, value, names):
            data = {"output": column.name, "value": to_json(value)}
            evaluation.error(self.owner, "decision.output_not_allowed", rule_id=rule_id, **data)
            return None
        return value

    def _hit(self, match: Match, tested: list[Value]) -> RuleHit:
        inputs = {column.label: to_json(value) for column, value in zip(self.inputs, tested, strict=True)}
        outputs = {column.name: to_json(value) for column, value in zip(self.outputs, match.outputs, strict=True)}
        return RuleHit(self.owner, match.rule.id, match.index, inputs, outputs, match.rule.annotations)

    def _result(self, evaluation: Evaluation, names: Names, chosen: list[Match]) -> Value:
        if not chosen and any(column.default for column in self.outputs):
            return self._shaped(tuple(self._default(evaluation, names, column) for column in self.outputs))
        shaped = [self._shaped(match.outputs) for match in chosen]
        if self.hit_policy not in hits.LISTS:
            return shaped[0] if shaped else None
        return shaped if self.aggregation is None else self._aggregate(evaluation, shaped)

    def _default(self, evaluation: Evaluation, names: Names, column: Output) -> Value:
        return None if column.default is None else self._output(evaluation, names, None, column.default, column)

    def _shaped(self, outputs: tuple[Value, ...]) -> Value:
        """One output is the value itself, several are a context."""
        if len(self.outputs) == 1:
            return outputs[0]
        return {column.name: value for column, value in zip(self.outputs, outputs, strict=True)}

    def _aggregate(self, evaluation: Evaluation, values: list[Value]) -> Value:
        aggregate = hits.AGGREGATIONS[self.aggregation or "COUNT"]
        return evaluation.feel(self.owner, lambda: aggregate.within(evaluation.run, {"outputs": values}))
