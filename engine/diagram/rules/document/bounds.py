"""A file has at most 2,000 nodes, at most 50 deep: enough for any real process, too little to exhaust a server."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, identity, kind
from engine.diagram.words import Text
from engine.model import NODES, Fault

MAX_NODES = 2_000
MAX_FLOWS = 2 * MAX_NODES
MAX_DEPTH = 50
#: XML elements of all kinds, and those side by side: the schema's error messages cost their product.
MAX_ELEMENTS = 60_000
MAX_SIBLINGS = 8_000

MANY = Text(
    __name__,
    zh="{element}有 {count} 个{what}，上限为 {most} 个。",
    en="The file has {count} {what_en}; the limit is {most}.",
    remedy_zh="把流程拆成几个文件，用调用活动连接。",
    remedy_en="Split the process into several files joined by call activities.",
)
DEEP = Text(
    __name__,
    zh="{element}嵌套 {count} 层，上限为 {most} 层。",
    en="The {element} is nested {count} deep; the limit is {most}.",
    remedy_zh="把内层子流程移到单独的文件，用调用活动连接。",
    remedy_en="Move inner sub-processes to files of their own joined by call activities.",
)


def check(document: Document) -> Iterator[Fault]:
    """Yields a fault for each bound that the file exceeds."""
    for count, most, what, english in _counts(document):
        if count > most:
            yield MANY.fault(document, None, count=count, most=most, what=what, what_en=english)
    depths: dict[str, int] = {}
    for element in document.of_kind(*NODES):
        parent = element.getparent()
        outer = "" if parent is None or kind(parent) not in NODES else parent.get("id") or ""
        depths[identity(element)] = depths.get(outer, 0) + 1
    deepest = max(depths, key=lambda name: depths[name], default="")
    if depths.get(deepest, 0) > MAX_DEPTH:
        yield DEEP.fault(document, deepest, count=depths[deepest], most=MAX_DEPTH)


def _counts(document: Document) -> Iterator[tuple[int, int, str, str]]:
    sizes = [len(element) for element in document.root.iter("*")]
    yield sum(1 for _ in document.of_kind(*NODES)), MAX_NODES, "节点", "nodes"
    yield sum(1 for _ in document.of_kind("sequenceFlow")), MAX_FLOWS, "顺序流", "sequence flows"
    yield len(sizes), MAX_ELEMENTS, "XML 元素", "XML elements"
    yield max(sizes), MAX_SIBLINGS, "并列的 XML 元素", "XML elements side by side"
