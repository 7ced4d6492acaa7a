"""An end is reached once: it says how the case ended, and a case ends in one way."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault

TWICE = Text(
    __name__,
    zh="{element}可能在同一案件中到达不止一次：沿“{way}”。",
    en="The {element} may be reached more than once in one case: on the way {way}.",
    remedy_zh="先汇合并行的分支，或让每条分支有自己的结束事件。",
    remedy_en="Join the branches first, or give each its own end event.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault (under `bpmn` a warning) for each end that several tokens can reach."""
    official = subject.profile == "chengxu"
    for problem in subject.problems:
        if problem.kind == "completion":
            yield TWICE.fault(
                subject.document, problem.element_id, severity="error" if official else "warning", path=problem.path,
                way=way(subject.document, problem.path)
            )
