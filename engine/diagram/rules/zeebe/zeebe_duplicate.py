"""On one activity, or in one scope, Zeebe lets each message, signal, code or link be caught once."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EventDefinition, Fault, Process

CAUGHT = frozenset({"message", "signal", "error", "escalation"})

TWICE = Text(
    __name__,
    zh="{element}等待的“{name}”({kind})在同一处已有事件等待,Zeebe 不予部署。",
    en='The {element} waits for "{name}" ({kind}), which is waited for beside it already; Zeebe does not deploy it.',
    remedy_zh="只留一个,之后再分支。",
    remedy_en="Keep one and split behind it.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each second event that catches the same."""
    for process in subject.executed_by_zeebe:
        seen: set[tuple[str, str | None, str, str | None]] = set()
        for holder, element_id, event in _caught(process):
            key = (*holder, event.kind, event.name)
            if key in seen:
                yield TWICE.fault(subject.document, element_id, name=event.name or "*", kind=event.kind)
            seen.add(key)


def _caught(process: Process) -> Iterator[tuple[tuple[str, str | None], str, EventDefinition]]:
    """Where something is caught (an activity's border, the event sub-processes of a scope, a gateway), by which node."""
    for node in process.nodes.values():
        parent = process.nodes.get(node.parent or "")
        for event in node.events if node.kind != "intermediateThrowEvent" else ():
            if event.kind == "link":
                yield ("links", None), node.id, event
            if event.kind not in CAUGHT:
                continue
            if node.kind == "boundaryEvent":
                yield ("border", node.attached_to), node.id, event
            elif node.kind == "startEvent" and parent is not None and parent.triggered_by_event:
                yield ("scope", parent.parent), node.id, event
            elif node.kind == "intermediateCatchEvent":
                for flow in node.incoming:
                    source = process.nodes.get(process.flows[flow].source)
                    if source is not None and source.kind == "eventBasedGateway":
                        yield ("race", source.id), node.id, event
