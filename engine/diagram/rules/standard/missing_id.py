"""Every process and every node has an id: work lists, history and later versions of the diagram find it by that."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import NODES, Fault

UNNAMED = Text(
    __name__,
    zh="{element}在文件中没有标识（id）。",
    en="The {element} has no id in the file.",
    remedy_zh="给它一个不变的标识。",
    remedy_en="Give it an id that stays.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each process and node that was named by the reader."""
    for element in subject.document.of_kind("process", *NODES):
        if identity(element) in subject.document.given:
            yield UNNAMED.fault(subject.document, identity(element))
