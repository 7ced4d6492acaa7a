"""Message flows connect different pools; inside a pool work moves along sequence flows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, kind, reference
from engine.diagram.events import definitions
from engine.diagram.subject import Subject
from engine.diagram.words import KINDS, Text
from engine.model import EVENTS, Fault

INSIDE = Text(
    __name__,
    zh="{element}的两端在同一个泳池里。",
    en="Both ends of the {element} are in the same pool.",
    remedy_zh="改用顺序流，或连到另一个泳池。",
    remedy_en="Use a sequence flow, or connect it to another pool.",
)
WRONG_END = Text(
    __name__,
    zh="{element}的{end}“{node}”是{what}，不能{verb}消息。",
    en='The {end_en} "{node}" of {element} is of kind {what_en}, which does not {verb_en} messages.',
    remedy_zh="连到任务、消息事件或泳池。",
    remedy_en="Connect it to a task, a message event or a pool.",
    severity="formal",
)
NO_MESSAGE = Text(
    __name__,
    zh="{element}连着消息流“{flow}”，触发却不是消息。",
    en='The {element} is connected to the message flow "{flow}" but is no message event.',
    remedy_zh="给它消息触发，或把消息流连到别处。",
    remedy_en="Make it a message event, or connect the message flow elsewhere.",
    severity="formal",
)

#: Who never sends, and who never receives (BPMN 2.0.2, 7.6.2 and 10.5).
SILENT = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})
DEAF = frozenset({"endEvent", "intermediateThrowEvent"})


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each message flow that does not leave its pool."""
    document = subject.document
    pools = {reference(pool.get("processRef")): pool.get("id") for pool in document.of_kind("participant")}
    for flow in document.of_kind("messageFlow"):
        source, target = (_pool(document, pools, reference(flow.get(end))) for end in ("sourceRef", "targetRef"))
        if source is not None and source == target:
            yield INSIDE.fault(document, flow.get("id"))
        yield from _ends(subject, flow)


def _ends(subject: Subject, flow: Element) -> Iterator[Fault]:
    document = subject.document
    for name, never in (("sourceRef", SILENT), ("targetRef", DEAF)):
        end = document.elements.get(reference(flow.get(name)) or "")
        if end is None:
            continue
        zh, en = KINDS.get(kind(end), (kind(end), kind(end)))
        if kind(end) in never:
            words = ("起点", "source", "发出", "send") if name == "sourceRef" else ("终点", "target", "接收", "receive")
            yield WRONG_END.fault(
                document, flow.get("id"), node=end.get("id"), what=zh, what_en=en,
                end=words[0], end_en=words[1], verb=words[2], verb_en=words[3],
            )
        elif kind(end) in EVENTS and "message" not in [one.kind for one in definitions(end, document.elements)]:
            yield NO_MESSAGE.fault(document, end.get("id"), flow=flow.get("id") or "")


def _pool(document: Document, pools: dict[str | None, str | None], end: str | None) -> str | None:
    """The pool that an end of a message flow is, or stands in; a process without pool counts as one."""
    element = document.elements.get(end or "")
    while element is not None and kind(element) not in ("participant", "process"):
        element = element.getparent()
    if element is None:
        return None
    return pools.get(element.get("id"), element.get("id")) if kind(element) == "process" else element.get("id")
