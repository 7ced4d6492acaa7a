"""Every text of a process that the engine evaluates, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.model import Loop, Node, Process

_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")

#: How a text is read. `value`: FEEL after `=`, else a literal; `expression`: FEEL; `condition`: FEEL, true or false.
Mode = Literal["value", "expression", "condition"]
#: Properties of a node that hold FEEL.
PROPERTIES = ("gate", "gate_outcome", "param", "param_from")


@dataclass(frozen=True, slots=True)
class Place:
    """One text and where it stands."""

    element_id: str
    #: What the text is for, as in the format: `conditionExpression`, `output x`.
    role: str
    text: str
    mode: Mode = "value"

    @property
    def feel(self) -> str | None:
        """The FEEL text, or None for a literal."""
        return self.text.lstrip()[1:] if self.text.lstrip().startswith("=") else None


def places(process: Process) -> Iterator[Place]:
    """All texts of a process that are evaluated, empty ones left out, in document order of nodes, then of flows."""
    for node in process.nodes.values():
        for role, text, mode in (*_events(node), *_loop(node.loop), *_fields(node)):
            if text is not None:
                yield Place(node.id, role, text, mode)
    for flow in process.flows.values():
        if flow.condition is not None:
            yield Place(flow.id, "conditionExpression", flow.condition, "condition")


def _events(node: Node) -> Iterator[tuple[str, str | None, Mode]]:
    for event in node.events:
        yield "timeDate", event.date, "value"
        yield "timeDuration", event.duration, "value"
        yield "timeCycle", event.cycle, "value"
        yield "correlationKey", event.correlation_key, "value"
        yield "condition", event.condition, "condition"


def _loop(loop: Loop | None) -> Iterator[tuple[str, str | None, Mode]]:
    if loop is not None:
        yield "inputCollection", loop.input_collection, "expression"
        yield "outputElement", loop.output_element, "expression"
        yield "loopCardinality", loop.cardinality, "value"
        yield "completionCondition", loop.completion_condition, "condition"
        yield "loopCondition", loop.condition, "condition"
        for thrown in loop.events:
            yield "condition", thrown.condition, "condition"
            yield "correlationKey", thrown.event.correlation_key, "value"


def _fields(node: Node) -> Iterator[tuple[str, str | None, Mode]]:
    yield "activationCondition", node.activation_condition, "condition"
    yield "completionCondition", node.completion_condition, "condition"
    yield "activeElementsCollection", node.active_elements, "expression"
    mapped = (("input", node.data_inputs + node.inputs), ("output", node.outputs + node.data_outputs))
    for direction, mappings in mapped:
        for mapping in mappings:
            yield f"{direction} {mapping.target}", mapping.source, "value"
    yield "assignee", node.assignee, "value"
    yield "candidateGroups", node.candidate_groups, "value"
    yield "candidateUsers", node.candidate_users, "value"
    yield "dueDate", node.due_date, "value"
    yield "followUpDate", node.follow_up_date, "value"
    yield "priority", node.priority, "value"
    yield "retries", node.retries, "value"
    for name in PROPERTIES:
        yield name, node.properties.get(name), "value"


def literals(feel: str) -> list[str]:
    """The string literals of a FEEL text, unescaped no further than the quotes."""
    return [found[1] for found in _STRING.finditer(feel)]


def without_literals(feel: str) -> str:
    """A FEEL text with its string literals emptied."""
    return _STRING.sub('""', feel)
