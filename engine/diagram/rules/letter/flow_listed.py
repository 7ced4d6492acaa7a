"""Nodes that list their flows list all of them (BPMN 2.0.2, 8.4.13): a reader of the lists sees what the drawing shows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import children, identity, kind, reference, text
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import NODES, Fault, Process

UNLISTED = Text(
    __name__,
    zh="{element}的顺序流“{flow}”没有列为 {side}，文件中别的都列了。",
    en='The {element} does not list its flow "{flow}" as {side}, though the file lists others.',
    remedy_zh="在建模工具中重新保存，或补上这一行。",
    remedy_en="Save the file again in a modeller, or add the line.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each flow that an end leaves out, in a process whose nodes list flows of that side at all."""
    for process in subject.processes:
        listed = _listed(subject, process)
        used = {side for (_, side), flows in listed.items() if flows}
        for flow in process.flows.values():
            for side, end in (("outgoing", flow.source), ("incoming", flow.target)):
                if side in used and end in process.nodes and flow.id not in listed[end, side]:
                    yield UNLISTED.fault(subject.document, end, flow=flow.id, side=side)


def _listed(subject: Subject, process: Process) -> dict[tuple[str, str], set[str | None]]:
    elements = [subject.document.elements[name] for name in process.nodes if name in subject.document.elements]
    return {
        (identity(element), side): {reference(text(line)) for line in children(element, side)}
        for element in elements
        if kind(element) in NODES
        for side in ("outgoing", "incoming")
    }
