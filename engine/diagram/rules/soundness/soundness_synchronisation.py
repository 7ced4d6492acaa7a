"""Branches that run side by side are joined before they go on together: nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault

DOUBLED = Text(
    __name__,
    zh="{element}可能同时有两个令牌，其后的步骤会重复执行：沿“{way}”。",
    en="The {element} may get two tokens at a time, and what follows is done twice: on the way {way}.",
    remedy_zh="并行的分支先用并行网关（任选的用包容网关）汇合，再往下走。",
    remedy_en="Join parallel branches with a parallel gateway, chosen ones with an inclusive gateway.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault (under `bpmn` a warning) for each place where two tokens can meet without being joined."""
    official = subject.profile == "chengxu"
    for problem in subject.problems:
        if problem.kind == "synchronisation":
            yield DOUBLED.fault(
                subject.document, problem.element_id, severity="error" if official else "warning", path=problem.path,
                way=way(subject.document, problem.path)
            )
