"""Item definitions: what sort of thing a piece of data, a message or an error carries (BPMN 2.0.2, 8.4.10)."""

from __future__ import annotations

from engine.diagram.document import Document, Element, flag, kind, reference

#: Reference -> the attribute that leads to what holds the data itself.
THROUGH = {"dataObjectReference": "dataObjectRef", "dataStoreReference": "dataStoreRef"}
#: What carries an item -> the attribute that says which.
ATTRIBUTE = {"message": "itemRef", "error": "structureRef", "escalation": "structureRef", "signal": "structureRef"}


def find(document: Document, written: str | None, *kinds: str) -> Element | None:
    """The element that a reference leads to, if it is of one of these kinds (none: any)."""
    element = document.elements.get(reference(written) or "")
    return element if element is not None and (not kinds or kind(element) in kinds) else None


def item(document: Document, element: Element | None) -> Element | None:
    """The item definition of a piece of data, a message, an error, an escalation or a signal; None when it names none."""
    if element is None:
        return None
    found = find(document, element.get(ATTRIBUTE.get(kind(element), "itemSubjectRef")), "itemDefinition")
    if found is None and kind(element) in THROUGH:
        return item(document, find(document, element.get(THROUGH[kind(element)])))
    return found


def sort(definition: Element | None) -> tuple[str, str] | None:
    """The sort of thing that an item definition means: its structure, or itself when it names none. None for none."""
    if definition is None:
        return None
    structure = definition.get("structureRef")
    return ("id", definition.get("id") or "") if structure is None else ("structure", structure)


def of_collection(definition: Element) -> bool:
    """Whether an item definition stands for many."""
    return flag(definition, "isCollection", default=False)


def owner(element: Element) -> Element:
    """The activity, process or event that a data input or output belongs to."""
    parent = element.getparent()
    while parent is not None and kind(parent) in ("ioSpecification", "inputSet", "outputSet"):
        element, parent = parent, parent.getparent()
    return element if parent is None else parent


def holder_id(element: Element) -> str | None:
    """The id of the closest element around that has one, for a finding to point at."""
    holder: Element | None = element
    while holder is not None and holder.get("id") is None:
        holder = holder.getparent()
    return None if holder is None else holder.get("id")
