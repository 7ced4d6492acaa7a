"""Choreographies stand beside processes, never inside them, and nothing stands behind a choreography (chapter 11)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child, children, flag, identity, kind, text
from engine.diagram.metamodel.items import find
from engine.diagram.metamodel.references import CHOREOGRAPHED
from engine.diagram.read import SUB_PROCESSES
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

INSIDE = Text(
    __name__,
    zh="{element}里有编排活动“{activity}”。",
    en='The {element} holds the choreography activity "{activity}".',
    remedy_zh="移到编排（choreography）中；流程里画发送和接收任务。",
    remedy_en="Move it to a choreography; in a process draw send and receive tasks.",
    severity="formal",
)
REFERS = Text(
    __name__,
    zh="{element}引用了编排“{other}”；编排和全局会话不引用编排。",
    en='The {element} refers to the choreography "{other}"; choreographies and global conversations refer to none.',
    remedy_zh="删除 choreographyRef。",
    remedy_en="Delete the choreographyRef.",
    severity="formal",
)
CLOSED = Text(
    __name__,
    zh="{element}与所引用的编排“{other}”的 isClosed 不一致。",
    en='The {element} and the choreography "{other}", to which it refers, differ in isClosed.',
    remedy_zh="两处写成一致。",
    remedy_en="Write the same at both.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each choreography activity inside a process and for each wrong reference to a choreography."""
    document = subject.document
    for scope in document.of_kind("process", *SUB_PROCESSES):
        for activity in scope:
            if kind(activity) in CHOREOGRAPHED:
                yield INSIDE.fault(document, identity(scope), activity=activity.get("id") or "")
    for element in document.of_kind("choreography", "globalConversation", "globalChoreographyTask"):
        referred = text(child(element, "choreographyRef"))
        if referred is not None:
            yield REFERS.fault(document, element.get("id"), other=referred)
    for element in document.of_kind("collaboration"):
        for line in children(element, "choreographyRef"):
            other = find(document, text(line), "choreography")
            closed = [flag(one, "isClosed", default=False) for one in (element, other) if one is not None]
            if other is not None and closed[0] != closed[1]:
                yield CLOSED.fault(document, element.get("id"), other=other.get("id"))
