"""Where a scope begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.kernel.plan import Stuck
from engine.kernel.specs.element import spec_name
from engine.kernel.token import Token
from engine.model import Node, Process, instantiating


def begin(token: Token, process: Process, parent: str | None, start: Mapping[str, Any] | None) -> None:
    """Put a token on the start: the one that was begun at ({element, kind, name}), else the none start event, else every
    node nothing leads to. Raises Stuck when there is none."""
    game, inside = token.workflow, process.children(parent)
    if start is not None:
        starts = [(node, told) for node in inside if node.id == start["element"] for node, told in _at(process, node, start)]
    else:
        starts = [(node, {}) for node in inside if node.kind == "startEvent" and is_none(node)]
        if not starts and not any(node.kind == "startEvent" for node in inside):
            starts = [(node, {}) for node in inside if begins_by_itself(node)]
    if not starts:
        raise Stuck("process.no_start", process=process.id, start=start and start["element"])
    for node, told in starts:
        game.spawn(spec_name(process, node.id), token, **told)


def _at(process: Process, node: Node, start: Mapping[str, Any]) -> list[tuple[Node, dict[str, Any]]]:
    """The token that an event from outside makes: what came is not waited for again."""
    gateways = [process.nodes[process.flows[flow].source] for flow in node.incoming]
    if gateways and instantiating(gateways[0]):
        return [(gateways[0], {"chosen": node.id})]
    if node.kind != "startEvent":
        return [(node, {"received": {}})]
    come = [n for n, event in enumerate(node.events) if (event.kind, event.name) == (start["kind"], start["name"])]
    waits = node.parallel_multiple and start["kind"] != "all"
    return [(node, {"come": come[:1] or [0]} if waits else {})]


def is_none(node: Node) -> bool:
    """A start event that waits for nothing."""
    return not node.events or node.events[0].kind == "none"


def begins_by_itself(node: Node) -> bool:
    """BPMN 2.0.2, 13.2: without a start event, nodes without incoming flows begin, unless something else begins them."""
    linked = node.kind == "intermediateCatchEvent" and any(event.kind == "link" for event in node.events)
    otherwise = node.kind == "boundaryEvent" or node.triggered_by_event or node.instantiate or node.for_compensation
    return not (node.incoming or linked or otherwise)
