"""A process that is called can begin without a trigger (BPMN 2.0.2, 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.metamodel.items import find
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

TRIGGERED = Text(
    __name__,
    zh="{element}由“{call}”调用，但它的开始事件都有触发。",
    en='The {element} is called by "{call}" but all its start events wait for a trigger.',
    remedy_zh="给它一个无触发的开始事件。",
    remedy_en="Give it a start event without trigger.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each called process of the file that only begins by an event."""
    document = subject.document
    calls = {node.called_process: node.id for process in subject.processes for node in process.nodes.values()}
    for process in subject.processes:
        starts = [node for node in process.children(None) if node.kind == "startEvent"]
        triggered = all(event.kind != "none" for node in starts for event in node.events)
        if starts and triggered and process.id in calls and find(document, process.id, "process") is not None:
            yield TRIGGERED.fault(document, process.id, call=calls[process.id])
