"""Zeebe correlates by the name of a message and a key; both must be there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Process

CATCHING = frozenset({"intermediateCatchEvent", "boundaryEvent", "receiveTask"})

NAMELESS = Text(
    __name__,
    zh="{element}没有名称,Zeebe 按名称关联消息。",
    en="The {element} has no name; Zeebe correlates messages by name.",
    remedy_zh="给消息命名。",
    remedy_en="Name the message.",
)
KEYLESS = Text(
    __name__,
    zh="{element}等待的消息没有关联键(zeebe:subscription)。",
    en="The message that the {element} waits for has no correlation key (zeebe:subscription).",
    remedy_zh="给消息写关联键,如 =project_no。",
    remedy_en="Give the message a correlation key, such as =project_no.",
)
STARTS = Text(
    __name__,
    zh="{element}与另一个开始事件用同一个消息“{name}”。",
    en='The {element} shares the message "{name}" with another start event.',
    remedy_zh="每个开始事件用自己的消息。",
    remedy_en="Give each start event a message of its own.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each message without name or, where it is waited for, key, and for each that starts twice."""
    named = {message.get("id") for message in subject.document.of_kind("message") if message.get("name")}
    for message in subject.document.of_kind("message"):
        if message.get("id") not in named:
            yield NAMELESS.fault(subject.document, message.get("id"))
    for process in subject.executed_by_zeebe:
        started: set[str | None] = set()
        for node in process.nodes.values():
            for event in node.events:
                if event.kind == "message" and event.name is not None:
                    if _waits(process, node) and event.correlation_key is None:
                        yield KEYLESS.fault(subject.document, node.id)
                    if node.kind == "startEvent" and node.parent is None:
                        if event.name in started:
                            yield STARTS.fault(subject.document, node.id, name=event.name)
                        started.add(event.name)


def _waits(process: Process, node: Node) -> bool:
    parent = process.nodes.get(node.parent or "")
    return node.kind in CATCHING or (node.kind == "startEvent" and parent is not None and parent.triggered_by_event)
