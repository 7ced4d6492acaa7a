"""The format of a text is a MIME type (BPMN 2.0.2, 8.4.1 and 8.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.metamodel.items import holder_id
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

#: RFC 2045: type/subtype; parameters.
MIME = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;.*)?")

UNKNOWN = Text(
    __name__,
    zh="{element}的 textFormat“{format}”不是 MIME 类型。",
    en='The textFormat "{format}" of {element} is no MIME type.',
    remedy_zh="例如 text/plain 或 text/html；或删除该属性。",
    remedy_en="Write text/plain or text/html, for example, or delete the attribute.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each annotation and documentation in an unknown format."""
    for element in subject.document.of_kind("textAnnotation", "documentation"):
        form = element.get("textFormat")
        if form is not None and not MIME.fullmatch(form.strip()):
            yield UNKNOWN.fault(subject.document, holder_id(element), format=form)
