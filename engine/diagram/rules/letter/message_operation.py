"""A typed message of an executable process goes through an operation (BPMN 2.0.2, Table 10.89)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child, identity, kind
from engine.diagram.metamodel.items import find
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, Fault

MISSING = Text(
    __name__,
    zh="{element}的消息“{message}”声明了数据，却没有写明经由哪个操作（operationRef）。",
    en='The {element} exchanges the typed message "{message}" but names no operation (operationRef).',
    remedy_zh="写明接口的操作；只按名称收发的消息不声明数据（itemRef）。",
    remedy_en="Name an operation of an interface; a message that goes by its name alone declares no itemRef.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each message event of an executable process whose typed message has no operation."""
    document = subject.document
    for process in subject.processes:
        if not subject.said_executable(process):
            continue
        for definition in document.elements[process.id].iter("{*}messageEventDefinition"):
            event, message = definition.getparent(), find(document, definition.get("messageRef"), "message")
            typed = message is not None and message.get("itemRef") is not None
            if typed and message is not None and event is not None and child(definition, "operationRef") is None:
                place = event.get("id") if kind(event) in EVENTS else process.id
                yield MISSING.fault(document, place or identity(event), message=message.get("id"))
