"""The first half of a check: is the file fit to be read at all?"""

from __future__ import annotations

from engine.diagram.document import Document, load
from engine.diagram.rules.document import bounds, duplicate_id, schema, xml
from engine.errors import Refused
from engine.model import Fault
from engine.xml import XmlRefused

RULES = (schema.check, duplicate_id.check)


def readable(content: bytes, source: str) -> Document:
    """The document in a file that keeps the rules in rules/document. Raises errors.Refused("diagram.refused")."""
    try:
        document = load(content, source)
    except XmlRefused as refused:
        raise Refused("diagram.refused", (xml.explain(refused, source),)) from refused
    # Only within bounds may the other rules be asked at all.
    findings = list(bounds.check(document)) or [fault for rule in RULES for fault in rule(document)]
    if findings:
        raise Refused("diagram.refused", tuple(in_order(document, findings)))
    return document


def in_order(document: Document, faults: list[Fault]) -> list[Fault]:
    """Faults by the place of their element in the document; those of the whole file first."""
    return sorted(faults, key=lambda fault: (document.positions.get(fault.element_id or "", 0), fault.rule))
