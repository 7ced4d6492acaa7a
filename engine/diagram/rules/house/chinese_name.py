"""People read the diagram: activities, events and decisions have a short Chinese name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import ACTIVITIES, EVENTS, Fault, Node

#: Characters of a name that fit a work list and a shape.
LONGEST = 20
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})

UNNAMED = Text(
    __name__,
    zh="{element}没有中文名称。",
    en="The {element} has no Chinese name.",
    remedy_zh="用动词加宾语命名，如“提交备案”；网关写成问题。",
    remedy_en="Name it in Chinese, a verb and an object; a gateway asks a question.",
)
LONG = Text(
    __name__,
    zh="{element}的名称有 {length} 个字，最多 {most} 个。",
    en="The name of {element} has {length} characters; the limit is {most}.",
    remedy_zh="缩短名称，细节写进说明。",
    remedy_en="Shorten it; details go into the documentation.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each element that people read whose name is missing, not Chinese or too long."""
    for node in subject.nodes():
        if _read_by_people(node):
            if not CHINESE.search(node.name):
                yield UNNAMED.fault(subject.document, node.id)
            elif len(node.name) > LONGEST:
                yield LONG.fault(subject.document, node.id, length=len(node.name), most=LONGEST)


def _read_by_people(node: Node) -> bool:
    return node.kind in ACTIVITIES | EVENTS or (node.kind in CHOOSING and len(node.outgoing) > 1)
