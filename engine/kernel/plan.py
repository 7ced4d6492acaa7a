"""What an instance is played by: processes, decisions, roles and compiled expressions. Immutable, shared by threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec

from engine import feel
from engine.decision import DecisionModel
from engine.errors import EngineError
from engine.model import Flow, Node, Process


class Stuck(Exception):
    """The process cannot go on here until somebody mends something: becomes an incident, the token waits."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """What two people decided about an element that cannot go on: it counts as done, with these variables, by these flows.

    `event` is a boundary event, or the start of an event sub-process, that is not waited for: then its host goes on without it.
    """

    variables: Mapping[str, Any]
    flows: tuple[str, ...]
    event: str | None
    reason: str
    #: Who proposed and who confirmed.
    people: tuple[str, str]


class Plan:
    """Processes by id, decision models by decision id, the roles that may stand in candidate groups (None: any)."""

    specs: WorkflowSpec

    def __init__(
        self,
        processes: Mapping[str, Process],
        decisions: Mapping[str, DecisionModel],
        roles: frozenset[str] | None = None,
    ) -> None:
        self.processes = processes
        self.decisions = decisions
        self.roles = roles
        self._expressions: dict[str, feel.Expression] = {}
        self._reach: dict[tuple[str, str, str, bool], frozenset[str]] = {}

    def expression(self, text: str) -> feel.Expression:
        """The compiled expression: FEEL after `=`, anything else a literal. Raises Stuck when it does not compile."""
        found = self._expressions.get(text)
        if found is None:
            try:
                found = feel.compile_value(text)
            except EngineError as error:
                raise Stuck("expression.syntax", expression=text, reason=error.code, **error.data) from error
            self._expressions[text] = found
        return found

    def flows_out(self, process: Process, node: Node) -> list[Flow]:
        """Outgoing sequence flows in document order."""
        return [process.flows[flow] for flow in node.outgoing]

    def reaches(self, process: Process, node_id: str, gateway_id: str, *, by_events: bool = True) -> frozenset[str]:
        """The gateway's incoming flows that a token at `node_id` can still reach without passing the gateway.

        `by_events`: also by boundary events, which may never happen.
        """
        key = (process.id, node_id, gateway_id, by_events)
        if key not in self._reach:
            self._reach[key] = frozenset(_reached_flows(process, node_id, gateway_id, by_events))
        return self._reach[key]


def _reached_flows(process: Process, node_id: str, gateway_id: str, by_events: bool) -> set[str]:
    reached: set[str] = set()
    seen: set[str] = set()
    ahead = [node_id]
    while ahead:
        node = process.nodes[ahead.pop()]
        if node.id in seen:
            continue
        seen.add(node.id)
        ahead.extend(boundary.id for boundary in process.boundaries(node.id) if by_events)
        ahead.extend(_linked(process, node))
        for flow_id in node.outgoing:
            target = process.flows[flow_id].target
            if target == gateway_id:
                reached.add(flow_id)
            else:
                ahead.append(target)
    return reached


def _linked(process: Process, node: Node) -> list[str]:
    """Where a link jumps to; it stands for a sequence flow (BPMN 2.0.2, 10.5.1)."""
    names = {event.name for event in node.events if event.kind == "link"} if node.kind == "intermediateThrowEvent" else set()
    return [
        other.id for other in (process.children(node.parent) if names else ())
        if other.kind == "intermediateCatchEvent" and any(event.kind == "link" and event.name in names for event in other.events)
    ]
