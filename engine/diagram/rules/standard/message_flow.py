"""Message flows connect different pools; inside a pool work moves along sequence flows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, kind, reference
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

INSIDE = Text(
    __name__,
    zh="{element}的两端在同一个泳池里。",
    en="Both ends of the {element} are in the same pool.",
    remedy_zh="改用顺序流，或连到另一个泳池。",
    remedy_en="Use a sequence flow, or connect it to another pool.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each message flow that does not leave its pool."""
    document = subject.document
    pools = {reference(pool.get("processRef")): pool.get("id") for pool in document.of_kind("participant")}
    for flow in document.of_kind("messageFlow"):
        source, target = (_pool(document, pools, reference(flow.get(end))) for end in ("sourceRef", "targetRef"))
        if source is not None and source == target:
            yield INSIDE.fault(document, flow.get("id"))


def _pool(document: Document, pools: dict[str | None, str | None], end: str | None) -> str | None:
    """The pool that an end of a message flow is, or stands in; a process without pool counts as one."""
    element = document.elements.get(end or "")
    while element is not None and kind(element) not in ("participant", "process"):
        element = element.getparent()
    if element is None:
        return None
    return pools.get(element.get("id"), element.get("id")) if kind(element) == "process" else element.get("id")
