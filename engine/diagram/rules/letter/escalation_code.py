"""An escalation that an executable process throws has a code, by which it is caught (BPMN 2.0.2, Table 10.84)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity, kind
from engine.diagram.metamodel.items import find
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

MISSING = Text(
    __name__,
    zh="{element}抛出的升级没有代码（escalationCode）。",
    en="The escalation that {element} throws has no escalationCode.",
    remedy_zh="选定一个升级，并给它代码。",
    remedy_en="Choose an escalation and give it a code.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each thrown escalation without code in an executable process."""
    document = subject.document
    for process in subject.processes:
        if not subject.said_executable(process):
            continue
        for definition in document.elements[process.id].iter("{*}escalationEventDefinition"):
            event, thrown = definition.getparent(), find(document, definition.get("escalationRef"), "escalation")
            throws = event is not None and kind(event) in ("intermediateThrowEvent", "endEvent")
            if event is not None and throws and (thrown is None or not thrown.get("escalationCode")):
                yield MISSING.fault(document, identity(event))
