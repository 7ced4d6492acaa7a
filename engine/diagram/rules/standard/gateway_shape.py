"""A gateway splits or joins (ISO/IEC 19510, 8.3.9), and does what its direction says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import GATEWAYS, Fault

#: gatewayDirection -> does it fit the numbers of incoming and outgoing flows?
DIRECTIONS: dict[str, Callable[[int, int], bool]] = {
    "Unspecified": lambda incoming, outgoing: True,
    "Diverging": lambda incoming, outgoing: incoming <= 1 < outgoing,
    "Converging": lambda incoming, outgoing: outgoing <= 1 < incoming,
    "Mixed": lambda incoming, outgoing: incoming > 1 and outgoing > 1,
}

IDLE = Text(
    __name__,
    zh="{element}既不分支也不汇合：{incoming} 条入线，{outgoing} 条出线。",
    en="The {element} neither splits nor joins: {incoming} incoming and {outgoing} outgoing flows.",
    remedy_zh="删除它，直接连接前后的节点，或补上缺的顺序流。",
    remedy_en="Delete it and connect its neighbours, or draw the missing flows.",
    severity="formal",
)
CONTRADICTS = Text(
    __name__,
    zh="{element}标为 {direction}，却有 {incoming} 条入线和 {outgoing} 条出线。",
    en="The {element} is marked {direction} but has {incoming} incoming and {outgoing} outgoing flows.",
    remedy_zh="改正 gatewayDirection 或删除它。",
    remedy_en="Mend gatewayDirection, or delete it.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each gateway that does nothing or something else than it says; it is played as drawn."""
    for node in (node for process in subject.processes for node in process.nodes.values()):
        if node.kind in GATEWAYS:
            incoming, outgoing = len(node.incoming), len(node.outgoing)
            direction = subject.document.elements[node.id].get("gatewayDirection", "Unspecified")
            if incoming <= 1 and outgoing <= 1:
                yield IDLE.fault(subject.document, node.id, incoming=incoming, outgoing=outgoing)
            elif not DIRECTIONS[direction](incoming, outgoing):
                yield CONTRADICTS.fault(
                    subject.document, node.id, direction=direction, incoming=incoming, outgoing=outgoing
                )
