"""Whatever an organ does or decides cites the clause that lets it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

UNCITED = Text(
    __name__,
    zh="{element}没有写明依据的条款。",
    en="The {element} cites no clause.",
    remedy_zh="在扩展属性中填写 clause，如 26 或 38(6)。",
    remedy_en="Add the extension property clause, such as 26 or 38(6).",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each task, decision and gate without the property `clause`."""
    for node in subject.nodes():
        if (_works(node) or "gate" in node.properties) and not node.properties.get("clause", "").strip():
            yield UNCITED.fault(subject.document, node.id)


def _works(node: Node) -> bool:
    return node.kind == "task" or node.kind.endswith("Task")
