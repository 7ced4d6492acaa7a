"""Errors and escalations: from where they are thrown outwards to the event that catches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.kernel.plan import Stuck
from engine.kernel.specs.element import spec_name
from engine.kernel.token import Token
from engine.model import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Catcher:
    """The activity or scope that is concerned, and the event that goes on: its boundary, or a start inside it."""

    host: Token
    event: Node


def catcher(start: Token, kind: str, code: str | None) -> Catcher | None:
    """The nearest event around `start` for this code: inside a scope before on its border, a named one first.

    An event sub-process does not catch what is thrown inside itself.
    """
    host: Token | None = start
    inside: str | None = None
    while host is not None:
        for events in _catching(host, kind, inside):
            for wanted in (code, None):
                for node in events:
                    if any(event.kind == kind and event.name == wanted for event in node.events):
                        return Catcher(host=host, event=node)
        inside = host.task_spec.element_id
        host = host.parent
    return None


def _catching(host: Token, kind: str, inside: str | None) -> Iterator[list[Node]]:
    spec = host.task_spec
    yield [node for node in event_starts(host) if _is(node, kind) and node.parent != inside]
    if not spec.inner:
        yield [node for node in spec.process.boundaries(spec.element_id) if _is(node, kind)]


def _is(node: Node, kind: str) -> bool:
    return any(event.kind == kind for event in node.events)


def event_starts(scope: Token) -> list[Node]:
    """Start events of the event sub-processes drawn directly in a scope; none for anything that is not a scope."""
    spec = scope.task_spec
    parent = None if spec.isolates else spec.element_id
    process = spec.process
    return [
        start
        for inner in process.children(parent)
        if inner.triggered_by_event
        for start in process.children(inner.id)
        if start.kind == "startEvent" and start.events
    ]


def throw_error(start: Token, code: str, variables: Mapping[str, Any]) -> None:
    """End what the error ends and go on where it is caught. Raises Stuck when nobody catches it."""
    found = catcher(start, "error", code)
    if found is None:
        raise Stuck("error.uncaught", error=code)
    go_on(found, variables)


def go_on(found: Catcher, variables: Mapping[str, Any]) -> None:
    """Let the catching event happen: an interrupting one ends its host, or everything in its scope."""
    host, node = found.host, found.event
    game, process = host.workflow, host.task_spec.process
    if node.kind == "boundaryEvent":
        scope = host.parent
        if node.interrupting:
            game.terminate(host, "interrupted")
        game.spawn(spec_name(process, node.id, inner=True), scope, result=dict(variables))
    else:
        begin_event_sub_process(host, node, variables)


def begin_event_sub_process(scope: Token, start: Node, variables: Mapping[str, Any]) -> None:
    """Put a token on the event sub-process of `start`; an interrupting one first ends everything else in the scope."""
    game, process = scope.workflow, scope.task_spec.process
    if start.interrupting:
        for other in list(scope.children):
            game.terminate(other, "interrupted")
    game.spawn(spec_name(process, str(start.parent)), scope, start={"element": start.id, "kind": "all", "name": None}, variables=dict(variables))
