"""Decision services, a part of the requirement graph as a function, and what needs what (DMN 1.5, 6.3.10 and 10.4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.decision.logic import Evaluation, Names, TypeOf, conform
from engine.feel import Function, Run, Value

#: A decision of the model ("", id) or of an import (its name, id).
Reference = tuple[str, str]


class Needing(Protocol):
    """Something with ids of what it requires."""

    @property
    def requirements(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a service is given: an input datum or an input decision, of the model or of an import; `id` of decisions only."""

    imported: str
    variable: str
    type: TypeOf
    id: str = ""

    @property
    def name(self) -> str:
        """As a caller names it."""
        return f"{self.imported}.{self.variable}" if self.imported else self.variable


#: Evaluates a decision that the service gives back, with names in view and ids that are given, by import.
Decide = Callable[[Evaluation, Reference, Names, Mapping[str, frozenset[str]]], Value]


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service; `outputs` are the decisions that it gives back, by variable."""

    owner: str
    name: str
    #: Input data first, then input decisions.
    parameters: tuple[Parameter, ...]
    outputs: tuple[tuple[str, Reference], ...]
    type: TypeOf

    def function(self, evaluation: Evaluation, names: Names, decide: Decide) -> Function:
        """The service as a function; `names` are the functions of the model."""

        def call(run: Run, arguments: Sequence[Value]) -> Value:
            if len(arguments) != len(self.parameters):
                evaluation.error(self.owner, "decision.arguments", function=self.name, given=len(arguments))
                return None
            bound = self._bound(evaluation, names, arguments)
            result = run.deeper(10, 10, lambda: self._serve(evaluation, bound, decide))
            return conform(evaluation, self.owner, result, self.type)

        return Function(self.name, tuple(parameter.name for parameter in self.parameters), call)

    def _bound(self, evaluation: Evaluation, names: Names, arguments: Sequence[Value]) -> Names:
        bound = _copied(names)
        for parameter, value in zip(self.parameters, arguments, strict=True):
            place = bound[parameter.imported] if parameter.imported else bound
            place[parameter.variable] = conform(evaluation, self.owner, value, parameter.type)
        return bound

    def _serve(self, evaluation: Evaluation, names: Names, decide: Decide) -> Value:
        given: dict[str, frozenset[str]] = {}
        for parameter in self.parameters:
            given[parameter.imported] = given.get(parameter.imported, frozenset()) | {parameter.id}
        results = {variable: decide(evaluation, wanted, names, given) for variable, wanted in self.outputs}
        return next(iter(results.values())) if len(results) == 1 else results


def circle(decisions: Mapping[str, Needing], wanted: str) -> list[str]:
    """Ids on the way from `wanted` to a decision that needs itself and round to it again; nothing when there is none."""
    path, ahead = [wanted], [iter(decisions[wanted].requirements)]
    left: set[str] = set()
    while ahead:
        here = next((each for each in ahead[-1] if each in decisions and each not in left), None)
        if here in path:
            return [*path[path.index(here):], here]
        if here is None:
            ahead.pop()
            left.add(path.pop())
        else:
            path.append(here)
            ahead.append(iter(decisions[here].requirements))
    return []


def _copied(names: Names) -> Names:
    """The names, and those of imports within: what one call adds is not seen by the next."""
    return {name: _copied(value) if isinstance(value, dict) else value for name, value in names.items()}


def order(decisions: Mapping[str, Needing], wanted: str, given: Collection[str] = ()) -> tuple[str, ...] | None:
    """What `wanted` needs beside what is `given`, in an order of evaluation; None when it needs itself.

    No recursion: chains may be long.
    """
    done: dict[str, None] = {}
    open_path: set[str] = set()
    stack = [wanted]
    while stack:
        current = stack[-1]
        waiting = [each for each in decisions[current].requirements if each not in given and each not in done and each in decisions]
        if current in done or not waiting:
            done[current] = None
            open_path.discard(current)
            stack.pop()
        elif open_path.intersection(waiting) or current in waiting:
            return None
        else:
            open_path.add(current)
            stack.append(waiting[0])
    return tuple(done)
