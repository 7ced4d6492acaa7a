"""Errors, escalations and cancellations as the drawing shows them: who may throw, and who catches."""

from __future__ import annotations

from engine.diagram.soundness.index import Index
from engine.diagram.soundness.net import Effect
from engine.model import EventDefinition, Node

#: Activities whose work may end in an error or escalate: not those that do nothing by themselves.
THROWING = frozenset({
    "userTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask", "scriptTask", "callActivity",
    "adHocSubProcess",
})
#: What somebody inside must throw before a boundary event can catch it.
THROWN = frozenset({"error", "escalation", "cancel"})


def may_happen(index: Index, boundary: Node) -> bool:
    """Whether anything can trigger a boundary event: errors, escalations and cancellations need somebody to throw them."""
    if any(event.kind not in THROWN for event in boundary.events):
        return True
    host = index.process.nodes[str(boundary.attached_to)]
    return any(_may_throw(node, event) for node in (host, *index.inside(host.id)) for event in boundary.events)


def _may_throw(node: Node, wanted: EventDefinition) -> bool:
    if node.kind in THROWING:
        return wanted.kind != "cancel"
    if node.kind not in ("endEvent", "intermediateThrowEvent"):
        return False
    return any(thrown.kind == wanted.kind and wanted.name in (None, thrown.name) for thrown in node.events)


def ends_its_scope(index: Index, node: Node) -> Effect | None:
    """How a throw or end event takes every token of its scope with it, if it does (BPMN 2.0.2, 13.5.6)."""
    for event in node.events if node.kind in ("endEvent", "intermediateThrowEvent") else ():
        if event.kind == "terminate":
            return "clear"
        if event.kind in ("error", "cancel"):
            return "leave"
        if event.kind == "escalation":
            caught = _catcher(index, node, event)
            return "leave" if caught is not None and caught.interrupting else None
    return None


def _catcher(index: Index, thrower: Node, event: EventDefinition) -> Node | None:
    """The nearest event outwards that catches: event sub-processes of a scope before the events on its border."""
    inside, scope = thrower.id, thrower.parent
    while True:
        starts = [
            start
            for sub in index.children(scope)
            if sub.triggered_by_event and sub.id != inside
            for start in index.children(sub.id)
            if start.kind == "startEvent"
        ]
        for candidates in (starts, index.boundaries(scope)):
            for code in (event.name, None):
                for node in candidates:
                    if any(one.kind == event.kind and one.name == code for one in node.events):
                        return node
        if scope is None:
            return None
        inside, scope = scope, index.process.nodes[scope].parent
