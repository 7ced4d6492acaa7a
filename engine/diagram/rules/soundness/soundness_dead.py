"""What is drawn can happen: some case gets to every activity and event."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault

DEAD = Text(
    __name__,
    zh="{element}永远不会发生，尽管有路通向它：“{way}”。",
    en="The {element} can never happen, although a way leads there: {way}.",
    remedy_zh="检查路上的汇合和条件；确实不需要的就删除。",
    remedy_en="Check the joins and conditions on the way; delete what is not needed.",
    severity="warning",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a warning for the first activity or event of each part that no case gets to; the rest follows from it."""
    for problem in subject.problems:
        if problem.kind == "dead":
            yield DEAD.fault(
                subject.document, problem.element_id, path=problem.path, way=way(subject.document, problem.path)
            )
