"""Zeebe begins a process and a sub-process at a start event, never by itself."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

COUNT = Text(
    __name__,
    zh="{element}有 {count} 个开始事件;Zeebe 要求流程至少一个、其中无触发的至多一个,子流程恰好一个。",
    en="The {element} has {count} start events; Zeebe wants a process to have one (at most one without trigger) and a "
    "sub-process exactly one.",
    remedy_zh="画一个开始事件。",
    remedy_en="Draw one start event.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each scope with too few or too many start events."""
    for process in subject.executed_by_zeebe:
        starts = [node for node in process.children(None) if node.kind == "startEvent"]
        plain = sum(all(event.kind == "none" for event in node.events) for node in starts)
        if not starts or plain > 1:
            yield COUNT.fault(subject.document, process.id, count=len(starts))
        counts = dict.fromkeys((node.id for node in process.nodes.values() if node.kind == "subProcess"), 0)
        for node in process.nodes.values():
            if node.kind == "startEvent" and node.parent in counts:
                counts[node.parent] += 1
        for scope, count in counts.items():
            if count != 1:
                yield COUNT.fault(subject.document, scope, count=count)
