"""Decision services: a part of the requirement graph as a function (DMN 1.5, 6.3.10 and 10.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.decision.logic import Evaluation, Logic, Names, TypeOf, conform
from engine.feel import Function, Run, Value


@dataclass(frozen=True, slots=True)
class Service:
    """`steps` are (variable, logic) of the decisions within, in order; `outputs` the variables that it gives back."""

    owner: str
    name: str
    #: Input data first, then input decisions.
    parameters: tuple[tuple[str, TypeOf], ...]
    steps: tuple[tuple[str, Logic], ...]
    outputs: tuple[str, ...]
    type: TypeOf

    def evaluate(self, evaluation: Evaluation, names: Names) -> Function:
        """The service as a function; `names` are the functions of the model."""

        def call(run: Run, arguments: Sequence[Value]) -> Value:
            if len(arguments) != len(self.parameters):
                evaluation.error(self.owner, "decision.arguments", function=self.name, given=len(arguments))
                return None
            bound = {
                name: conform(evaluation, self.owner, value, wanted)
                for (name, wanted), value in zip(self.parameters, arguments, strict=True)
            }
            result = run.deeper(10 * len(self.steps), 10, lambda: self._serve(evaluation, {**names, **bound}))
            return conform(evaluation, self.owner, result, self.type)

        return Function(self.name, tuple(name for name, _ in self.parameters), call)

    def _serve(self, evaluation: Evaluation, names: Names) -> Value:
        for variable, logic in self.steps:
            names[variable] = logic.evaluate(evaluation, names)
        if len(self.outputs) == 1:
            return names[self.outputs[0]]
        return {variable: names[variable] for variable in self.outputs}
