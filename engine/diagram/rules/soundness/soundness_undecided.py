"""Where soundness is not decided, nobody is told that all is well."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNDECIDED = Text(
    __name__,
    zh="{element}是否健全没有定论：状态太多，或有按数据计数的汇合。",
    en="Whether {element} is sound is not decided: it has too many states, or a join that counts by data.",
    remedy_zh="把并行部分放进子流程，用同种网关成对地分支与汇合，避免复杂网关。",
    remedy_en="Put parallel parts into sub-processes, split and join in pairs, avoid complex gateways.",
    severity="warning",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a warning for each process, sub-process or node that the bounds or the drawing leave open."""
    for problem in subject.problems:
        if problem.kind == "undecided":
            yield UNDECIDED.fault(subject.document, problem.element_id)
