"""Every link that is thrown has exactly one target of the same name in its scope."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.graph import link
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

NO_TARGET = Text(
    __name__,
    zh="{element}跳往链接“{name}”，同一层没有这个名称的捕获链接。",
    en='The {element} jumps to the link "{name}", which nothing beside it catches.',
    remedy_zh="画一个同名的捕获链接事件，或改正名称。",
    remedy_en="Draw a catching link event of that name, or mend the name.",
)
SEVERAL = Text(
    __name__,
    zh="{element}是链接“{name}”的又一个目标；一个名称只能有一个。",
    en='The {element} is another target of the link "{name}"; a name has one target.',
    remedy_zh="删除多余的目标，或另取名称。",
    remedy_en="Delete the spare target, or name it differently.",
)
NO_SOURCE = Text(
    __name__,
    zh="{element}等待链接“{name}”，没有事件跳往它。",
    en='The {element} waits for the link "{name}", to which nothing jumps.',
    remedy_zh="画一个同名的抛出链接事件，或删除它。",
    remedy_en="Draw a throwing link event of that name, or delete this one.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each link without its other half and for each second target."""
    for process in subject.processes:
        nodes = [node for node in process.nodes.values() if link(node)]
        targets = [_key(node) for node in nodes if node.kind == "intermediateCatchEvent"]
        sources = {_key(node) for node in nodes if node.kind == "intermediateThrowEvent"}
        seen = set()
        for node in nodes:
            key = _key(node)
            if node.kind == "intermediateThrowEvent" and key not in targets:
                yield NO_TARGET.fault(subject.document, node.id, name=key[1])
            if node.kind == "intermediateCatchEvent":
                if key in seen:
                    yield SEVERAL.fault(subject.document, node.id, name=key[1])
                elif key not in sources:
                    yield NO_SOURCE.fault(subject.document, node.id, name=key[1])
                seen.add(key)


def _key(node: Node) -> tuple[str | None, str | None]:
    return node.parent, link(node)
