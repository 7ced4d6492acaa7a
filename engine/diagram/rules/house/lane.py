"""Where lanes are drawn, each step stands in exactly one: the lane says whose step it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

OUTSIDE = Text(
    __name__,
    zh="{element}不在任何泳道中。",
    en="The {element} stands in no lane.",
    remedy_zh="把它移到承办单位的泳道里。",
    remedy_en="Move it into the lane of whoever does it.",
)
SEVERAL = Text(
    __name__,
    zh="{element}同时在 {count} 个泳道中。",
    en="The {element} stands in {count} lanes.",
    remedy_zh="只留一个泳道。",
    remedy_en="Keep one lane.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each node of a process with lanes that is in none (nor is its host) or in several."""
    for process in subject.played:
        drawn = Counter(node for lane in process.lanes for node in lane.nodes)
        for node in process.nodes.values() if process.lanes else ():
            if node.lane is None and node.parent is None:
                yield OUTSIDE.fault(subject.document, node.id)
            elif drawn[node.id] > 1:
                yield SEVERAL.fault(subject.document, node.id, count=drawn[node.id])
