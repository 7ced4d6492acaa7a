"""An event with data has one piece for each trigger, of the sort that the trigger carries (BPMN 2.0.2, 10.5.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, children, identity, kind, reference, text
from engine.diagram.events import KINDS, REFERENCES
from engine.diagram.metamodel.items import find, item, sort
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, Fault

NUMBER = Text(
    __name__,
    zh="{element}有 {count} 个{part}、{triggers} 个触发；应一一对应。",
    en="The {element} has {count} {part} and {triggers} event definitions; there must be one for each.",
    remedy_zh="为每个触发写一份数据，或都删除。",
    remedy_en="Write one for each event definition, or none at all.",
    severity="formal",
)
UNLIKE = Text(
    __name__,
    zh="{element}的 {part}“{data}”与触发“{carrier}”的数据定义不同。",
    en='The {part} "{data}" of {element} is of another item definition than "{carrier}", which triggers it.',
    remedy_zh="使用同一个数据定义；数据按触发的顺序排列。",
    remedy_en="Use the same item definition; data stands in the order of the event definitions.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event whose data does not answer to its event definitions, in their order."""
    document = subject.document
    for event in document.of_kind(*sorted(EVENTS)):
        part = "dataInput" if kind(event) in ("intermediateThrowEvent", "endEvent") else "dataOutput"
        data = children(event, part)
        if data:
            yield from _event(document, event, part, data)


def _event(document: Document, event: Element, part: str, data: list[Element]) -> Iterator[Fault]:
    triggers = [one for one in event if kind(one) in KINDS or kind(one) == "eventDefinitionRef"]
    if len(triggers) != len(data):
        yield NUMBER.fault(document, identity(event), part=part, count=len(data), triggers=len(triggers))
    # Only some triggers carry data; theirs follow each other in the order of those.
    carrying = [one for one in (_definition(document, one) for one in triggers) if one is not None]
    for one, definition in zip(data, carrying, strict=False):
        carrier = find(document, definition.get(REFERENCES[KINDS[kind(definition)]][0]))
        wanted = sort(item(document, carrier))
        if carrier is not None and wanted not in (None, sort(item(document, one))):
            yield UNLIKE.fault(document, identity(event), part=part, data=one.get("id"), carrier=carrier.get("id"))


def _definition(document: Document, trigger: Element) -> Element | None:
    """The definition of a trigger that can carry data."""
    if kind(trigger) == "eventDefinitionRef":
        referred = document.elements.get(reference(text(trigger)) or "")
        return None if referred is None or KINDS.get(kind(referred)) not in REFERENCES else referred
    return trigger if KINDS[kind(trigger)] in REFERENCES else None
