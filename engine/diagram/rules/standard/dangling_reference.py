"""Every reference leads to an element of the right kind in the same file, and both ends of a flow agree on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.diagram.document import Document, Element, children, identity, kind, reference, text
from engine.diagram.imports import elements
from engine.diagram.metamodel.references import CALLABLE, written
from engine.diagram.subject import Subject
from engine.diagram.words import KINDS, Text
from engine.model import ACTIVITIES, NODES, Fault

#: Types of XML Schema: `xsd:string`.
SCHEMA_TYPES = "http://www.w3.org/2001/XMLSchema"
#: What people see and can open in a modeller; definitions inside belong to it.
VISIBLE = NODES | {
    "sequenceFlow", "messageFlow", "lane", "participant", "process", "dataObjectReference", "dataObject", "association",
    "group", "conversationLink", "dataStoreReference",
}

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
    elsewhere = _imported(subject)
    for reference_, element, value in written(document):
        target = document.elements.get(reference(value) or "")
        fits = target is not None and (not reference_.wanted or kind(target) in reference_.wanted)
        if not fits and not _elsewhere(element, value, reference_.wanted, elsewhere):
            zh, en = _kinds(reference_.wanted)
            yield DANGLING.fault(
                document, _visible(element), severity=reference_.severity, attribute=reference_.name, target=value,
                wanted=zh, wanted_en=en,
            )
    yield from _called(document)
    yield from _disagreeing(document)


def _imported(subject: Subject) -> dict[str | None, Mapping[str, str] | None]:
    """Namespace of a file that is imported -> id -> kind of element; None where nobody knows what it holds."""
    known = elements(subject.known.files or {})
    found: dict[str | None, Mapping[str, str] | None] = {SCHEMA_TYPES: None}
    for one in children(subject.document.root, "import"):
        space = one.get("namespace")
        found[space] = known.get(space or "")
    return found


def _elsewhere(
    element: Element, value: str, wanted: frozenset[str], elsewhere: Mapping[str | None, Mapping[str, str] | None]
) -> bool:
    """Whether a qualified name means something fit in another file (BPMN 2.0.2, 8.2.2) or a type of XML Schema."""
    prefix, colon, name = value.strip().rpartition(":")
    space = element.nsmap.get(prefix) if colon else None
    if space is None or space not in elsewhere:
        return False
    known = elsewhere[space]
    return known is None or (name in known and (not wanted or known[name] in wanted))


def _called(document: Document) -> Iterator[Fault]:
    """What a call activity calls may be in another file; in this one it has to be callable."""
    for call in document.of_kind("callActivity"):
        target = document.elements.get(reference(call.get("calledElement")) or "")
        if target is not None and kind(target) not in CALLABLE:
            yield DANGLING.fault(
                document, call.get("id"), attribute="calledElement", target=call.get("calledElement") or "",
                wanted="流程或全局任务", wanted_en="process or global task",
            )


def _disagreeing(document: Document) -> Iterator[Fault]:
    for element in document.of_kind(*NODES):
        for attribute, end in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
            for line in children(element, attribute):
                flow = document.elements.get(reference(text(line)) or "")
                if flow is not None and kind(flow) == "sequenceFlow" and flow.get(end) != identity(element):
                    yield DISAGREE.fault(document, identity(element), attribute=attribute, flow=text(line))


def _kinds(wanted: frozenset[str]) -> tuple[str, str]:
    if len(wanted) != 1:
        return ("活动", "activity") if wanted == ACTIVITIES else ("元素", "element")
    only = next(iter(wanted))
    return KINDS.get(only, (only, only))


def _visible(element: Element) -> str | None:
    holder: Element | None = element
    while holder is not None and kind(holder) not in VISIBLE:
        holder = holder.getparent()
    return element.get("id") if holder is None else identity(holder)
