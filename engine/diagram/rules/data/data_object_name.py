"""A reference to a data object is named after it, with its state in brackets (BPMN 2.0.2, Table 10.51)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child
from engine.diagram.metamodel.items import find
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NAMED = Text(
    __name__,
    zh="{element}应当叫“{wanted}”：数据对象的名称加方括号中的状态。",
    en='The {element} should be named "{wanted}": the data object and, in brackets, its state.',
    remedy_zh="改名，或删除引用上的名称。",
    remedy_en="Rename it, or delete the name of the reference.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each named reference to a named data object that is called differently."""
    document = subject.document
    for element in document.of_kind("dataObjectReference"):
        target = find(document, element.get("dataObjectRef"), "dataObject")
        name, own = element.get("name"), None if target is None else target.get("name")
        if not name or not own:
            continue
        state = child(element, "dataState")
        label = "" if state is None else state.get("name") or ""
        wanted = f"{own} [{label}]" if label else own
        if " ".join(name.split()) != " ".join(wanted.split()):
            yield NAMED.fault(document, element.get("id"), wanted=wanted)
