"""Flows leave start events and enter end events; event sub-processes and compensation activities have none."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

INTO = Text(
    __name__,
    zh="{element}有入线“{flow}”。",
    en='The {element} has the incoming flow "{flow}".',
    remedy_zh="把顺序流连到后面的节点；返工回到第一个任务，而不是开始事件。",
    remedy_en="Lead the flow to a node behind it: rework returns to the first task, not to the start event.",
)
OUT = Text(
    __name__,
    zh="{element}有出线“{flow}”。",
    en='The {element} has the outgoing flow "{flow}".',
    remedy_zh="删除出线，或把结束事件换成中间事件。",
    remedy_en="Delete the flow, or make the end event an intermediate one.",
)
BARE = Text(
    __name__,
    zh="{element}没有{side}。",
    en="The {element} has no {side_en} flow.",
    remedy_zh="用顺序流把它接上，或删除它。",
    remedy_en="Connect it with a sequence flow, or delete it.",
    severity="formal",
)

#: Events that are entered, and that are left (BPMN 2.0.2, 10.5.2 to 10.5.4). Links jump; boundary events have a rule.
ENTERED = frozenset({"endEvent", "intermediateCatchEvent", "intermediateThrowEvent"})
LEFT = frozenset({"startEvent", "intermediateCatchEvent", "intermediateThrowEvent"})


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each node with flows on a side where none may be."""
    for process in subject.processes:
        for node in process.nodes.values():
            apart = node.triggered_by_event or node.for_compensation
            if node.incoming and (node.kind == "startEvent" or apart):
                yield INTO.fault(subject.document, node.id, flow=node.incoming[0])
            if node.outgoing and (node.kind == "endEvent" or apart):
                yield OUT.fault(subject.document, node.id, flow=node.outgoing[0])
            if not any(event.kind == "link" for event in node.events):
                if node.kind in ENTERED and not node.incoming:
                    yield BARE.fault(subject.document, node.id, side="入线", side_en="incoming")
                if node.kind in LEFT and not node.outgoing:
                    yield BARE.fault(subject.document, node.id, side="出线", side_en="outgoing")
