"""Every reference leads to an element of the right kind in the same file, and both ends of a flow agree on it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, children, identity, kind, reference, text
from engine.diagram.events import KINDS as EVENT_DEFINITIONS
from engine.diagram.subject import Subject
from engine.diagram.words import KINDS, Text
from engine.model import ACTIVITIES, EVENTS, NODES, Fault

FLOW = frozenset({"sequenceFlow"})
ENDS = NODES | {"participant"}
#: attribute -> kinds of the elements that have it -> kinds of element that it may name
ATTRIBUTES = (
    ("sourceRef", FLOW, NODES),
    ("targetRef", FLOW, NODES),
    ("sourceRef", frozenset({"messageFlow"}), ENDS),
    ("targetRef", frozenset({"messageFlow"}), ENDS),
    ("default", NODES, FLOW),
    ("attachedToRef", frozenset({"boundaryEvent"}), ACTIVITIES),
    ("messageRef", frozenset({"messageEventDefinition", "receiveTask", "sendTask"}), frozenset({"message"})),
    ("signalRef", frozenset({"signalEventDefinition"}), frozenset({"signal"})),
    ("errorRef", frozenset({"errorEventDefinition"}), frozenset({"error"})),
    ("escalationRef", frozenset({"escalationEventDefinition"}), frozenset({"escalation"})),
    ("activityRef", frozenset({"compensateEventDefinition"}), ACTIVITIES),
    ("processRef", frozenset({"participant"}), frozenset({"process"})),
    ("dataObjectRef", frozenset({"dataObjectReference"}), frozenset({"dataObject"})),
)
#: The same for references written as a child element.
CHILDREN = (
    ("incoming", NODES, FLOW),
    ("outgoing", NODES, FLOW),
    ("flowNodeRef", frozenset({"lane"}), NODES),
    ("eventDefinitionRef", EVENTS, frozenset(EVENT_DEFINITIONS)),
)
#: What people see and can open in a modeller; definitions inside belong to it.
VISIBLE = NODES | {"sequenceFlow", "messageFlow", "lane", "participant", "process", "dataObjectReference"}

DANGLING = Text(
    __name__,
    zh="{element}的 {attribute} 指向“{target}”，文件中没有这样的{wanted}。",
    en='The {attribute} of {element} names "{target}", but the file has no such {wanted_en}.',
    remedy_zh="改正引用，或补上被引用的元素。",
    remedy_en="Mend the reference, or draw what it names.",
)
DISAGREE = Text(
    __name__,
    zh="{element}把“{flow}”列为 {attribute}，但这条顺序流并不连接它。",
    en='The {element} lists "{flow}" as {attribute}, but that flow is not connected to it.',
    remedy_zh="重新连接顺序流，或删除这一行。",
    remedy_en="Connect the flow again, or delete the line.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each reference that leads nowhere or to the wrong kind of element."""
    document = subject.document
    for attribute, holders, wanted in ATTRIBUTES:
        for element in document.of_kind(*sorted(holders)):
            if element.get(attribute) is not None:
                yield from _lookup(document, element, attribute, element.get(attribute), wanted)
    for attribute, holders, wanted in CHILDREN:
        for element in document.of_kind(*sorted(holders)):
            for line in children(element, attribute):
                yield from _lookup(document, element, attribute, text(line), wanted)
    yield from _disagreeing(document)


def _lookup(
    document: Document, element: Element, attribute: str, written: str | None, wanted: frozenset[str]
) -> Iterator[Fault]:
    target = document.elements.get(reference(written) or "")
    if target is None or kind(target) not in wanted:
        zh, en = _kinds(wanted)
        yield DANGLING.fault(
            document, _visible(element), attribute=attribute, target=written or "", wanted=zh, wanted_en=en
        )


def _disagreeing(document: Document) -> Iterator[Fault]:
    for element in document.of_kind(*NODES):
        for attribute, end in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
            for line in children(element, attribute):
                flow = document.elements.get(reference(text(line)) or "")
                if flow is not None and kind(flow) == "sequenceFlow" and flow.get(end) != identity(element):
                    yield DISAGREE.fault(document, identity(element), attribute=attribute, flow=text(line))


def _kinds(wanted: frozenset[str]) -> tuple[str, str]:
    if len(wanted) > 1:
        return ("活动", "activity") if wanted == ACTIVITIES else ("元素", "element")
    only = next(iter(wanted))
    return KINDS.get(only, (only, only))


def _visible(element: Element) -> str | None:
    holder: Element | None = element
    while holder is not None and kind(holder) not in VISIBLE:
        holder = holder.getparent()
    return element.get("id") if holder is None else identity(holder)
