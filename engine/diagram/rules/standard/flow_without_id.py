"""Every sequence flow has an id, so that the history can say which way a case took."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNNAMED = Text(
    __name__,
    zh="从“{source}”到“{target}”的顺序流没有标识，暂称 {id}。",
    en='The sequence flow from "{source}" to "{target}" has no id; it is called {id} for now.',
    remedy_zh="给顺序流一个标识，否则改动文件后历史中的名称会变。",
    remedy_en="Give the flow an id, else its name in the history changes with the file.",
    severity="warning",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a warning for each sequence flow that was named by the reader."""
    for element in subject.document.of_kind("sequenceFlow"):
        name = identity(element)
        if name in subject.document.given:
            source, target = element.get("sourceRef"), element.get("targetRef")
            yield UNNAMED.fault(subject.document, name, id=name, source=source, target=target)
