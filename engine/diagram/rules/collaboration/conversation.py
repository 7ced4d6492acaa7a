"""A global conversation is a bare, reusable exchange: participants and messages, nothing else (BPMN 2.0.2, 9.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import kind
from engine.diagram.metamodel.references import CONVERSATIONS
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

#: What a global conversation, though it is a collaboration, must not hold.
FORBIDDEN = CONVERSATIONS | {
    "participantAssociation", "messageFlowAssociation", "conversationAssociation", "association", "group",
    "textAnnotation",
}

HOLDS = Text(
    __name__,
    zh="{element}里有 {what}；全局会话只有参与者、消息流和关联键。",
    en="The {element} holds {what}; a global conversation has participants, message flows and correlation keys only.",
    remedy_zh="移到协作（collaboration）中。",
    remedy_en="Move it to a collaboration.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each element that a global conversation must not hold."""
    for element in subject.document.of_kind("globalConversation"):
        for inside in element:
            if kind(inside) in FORBIDDEN:
                yield HOLDS.fault(subject.document, element.get("id"), what=kind(inside))
