"""A sequence flow stays inside its process or sub-process; between pools only messages travel."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, identity, kind
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import NODES, Fault

CROSSES = Text(
    __name__,
    zh="{element}从“{source}”连到“{target}”，越过了流程或子流程的边界。",
    en='The {element} leads from "{source}" to "{target}" across the border of a process or sub-process.',
    remedy_zh="流程之间用消息；进出子流程连到子流程本身或其边界事件。",
    remedy_en="Use messages between processes; connect to the sub-process itself or to its boundary events.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each flow whose ends and itself do not stand in the same scope."""
    document = subject.document
    for flow in document.of_kind("sequenceFlow"):
        ends = [_node(document, flow.get(name)) for name in ("sourceRef", "targetRef")]
        if any(end is not None and end.getparent() is not flow.getparent() for end in ends):
            source, target = flow.get("sourceRef"), flow.get("targetRef")
            yield CROSSES.fault(document, identity(flow), source=source, target=target)


def _node(document: Document, name: str | None) -> Element | None:
    element = document.elements.get(name or "")
    return element if element is not None and kind(element) in NODES else None
