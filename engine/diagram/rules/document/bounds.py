"""A file has at most 2,000 nodes, at most 50 deep: enough for any real process, too little to exhaust a server."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import BPMN, ZEEBE, Document, identity, kind
from engine.diagram.words import Text
from engine.model import NODES, Fault

MAX_NODES = 2_000
MAX_FLOWS = 2 * MAX_NODES
MAX_DEPTH = 50
#: XML elements of all kinds, and those side by side: the schema's error messages cost their product.
MAX_ELEMENTS = 60_000
MAX_SIBLINGS = 8_000
#: Characters of an id, and of any other attribute: they go into every event and every work list.
MAX_ID = 1_000
MAX_VALUE = 100_000

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
LONG = Text(
    __name__,
    zh="{element}的属性 {name} 有 {count} 个字符，上限为 {most} 个。",
    en="The attribute {name} of {element} has {count} characters; the limit is {most}.",
    remedy_zh="缩短属性值；说明文字写在 documentation 中。",
    remedy_en="Shorten it; explanations belong into documentation.",
)


def check(document: Document) -> Iterator[Fault]:
    """Yields a fault for each bound that the file exceeds."""
    for count, most, what, english in _counts(document):
        if count > most:
            yield MANY.fault(document, None, count=count, most=most, what=what, what_en=english)
    yield from _long(document)
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


def _long(document: Document) -> Iterator[Fault]:
    """Attributes of our own vocabularies; editors keep pictures in theirs."""
    for element in document.root.iter(f"{{{BPMN}}}*", f"{{{ZEEBE}}}*"):
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            most = MAX_ID if name == "id" else MAX_VALUE
            if len(value) > most and not name.startswith("{"):
                # Who is named by the thing that is too long is not named.
                named = None if name == "id" else element.get("id")
                yield LONG.fault(document, named, name=name, count=len(value), most=most)
