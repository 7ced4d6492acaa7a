"""A script says in which language it is written (BPMN 2.0.2, Table 10.12)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child, identity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNKNOWN = Text(
    __name__,
    zh="{element}有脚本，却没有写明脚本语言（scriptFormat）。",
    en="The {element} has a script but does not say in which language (scriptFormat).",
    remedy_zh="填写 scriptFormat，如 application/javascript。",
    remedy_en="Fill in scriptFormat, such as application/javascript.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each script without a language."""
    for element in subject.document.of_kind("scriptTask"):
        if child(element, "script") is not None and not element.get("scriptFormat"):
            yield UNKNOWN.fault(subject.document, identity(element))
