"""An id is used once in a file: history, work lists and the drawing find an element by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.diagram.document import Document, local
from engine.diagram.words import KINDS, Text
from engine.model import Fault

#: Namespaces whose `id` is an xsd:ID: BPMN itself and its diagram interchange.
STANDARD = "http://www.omg.org/spec/"

TWICE = Text(
    __name__,
    zh="标识“{id}”用了 {count} 次（{kinds}）。",
    en='The id "{id}" is used {count} times ({kinds_en}).',
    remedy_zh="给每个元素一个唯一的标识。",
    remedy_en="Give every element an id of its own.",
)


def duplicates(document: Document) -> dict[str, list[str]]:
    """id -> local names of the elements that share it, for ids used more than once."""
    found: dict[str, list[str]] = {}
    counted: Counter[str] = Counter()
    for element in document.root.iter("*"):
        name = element.get("id")
        if name is not None and (etree.QName(element).namespace or "").startswith(STANDARD):
            found.setdefault(name.strip(), []).append(local(element))
            counted[name.strip()] += 1
    return {name: found[name] for name, count in counted.items() if count > 1}


def check(document: Document) -> Iterator[Fault]:
    """Yields one fault for each id that several elements share."""
    for name, kinds in duplicates(document).items():
        zh, en = ("、".join(dict.fromkeys(KINDS.get(kind, (kind, kind))[at] for kind in kinds)) for at in (0, 1))
        yield TWICE.fault(document, name, id=name, count=len(kinds), kinds=zh, kinds_en=en.replace("、", ", "))
