"""What one event throws is defined there and nowhere used again (BPMN 2.0.2, Table 10.82)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity, kind, reference, text
from engine.diagram.metamodel.items import find
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, Fault

SHARED = Text(
    __name__,
    zh="{element}借用了“{other}”自己的触发定义“{definition}”。",
    en='The {element} borrows the event definition "{definition}", which is that of "{other}" alone.',
    remedy_zh="把定义移到 definitions 下共用，或各写各的。",
    remedy_en="Move the definition to the top of the file to share it, or write one for each.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event that refers to a definition inside another event."""
    document = subject.document
    for line in document.of_kind("eventDefinitionRef"):
        event, definition = line.getparent(), find(document, reference(text(line)))
        other = None if definition is None else definition.getparent()
        if event is not None and definition is not None and other is not None and kind(other) in EVENTS:
            yield SHARED.fault(document, identity(event), definition=definition.get("id"), other=identity(other))
