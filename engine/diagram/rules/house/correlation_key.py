"""A waiting case names the message that is meant for it; without a key any message would do."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

MISSING = Text(
    __name__,
    zh="{element}等待的消息“{name}”没有关联键。",
    en='The message "{name}" that {element} waits for has no correlation key.',
    remedy_zh="在消息上填写关联键，如 =project_no。",
    remedy_en="Give the message a correlation key, such as =project_no.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each catch without a key; a message that starts a process brings its own."""
    for node in subject.nodes():
        for event in node.events if _waits(node) else ():
            if event.kind == "message" and event.name is not None and event.correlation_key is None:
                yield MISSING.fault(subject.document, node.id, name=event.name)


def _waits(node: Node) -> bool:
    if node.kind == "startEvent":
        return node.parent is not None
    return node.kind in ("intermediateCatchEvent", "boundaryEvent", "receiveTask")
