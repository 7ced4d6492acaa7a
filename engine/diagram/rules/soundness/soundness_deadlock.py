"""No token waits for ever: a join gets all the tokens that it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault

STARVED = Text(
    __name__,
    zh="{element}可能永远等待：沿“{way}”到达后，“{flows}”再也等不到令牌。",
    en="The {element} may wait for ever: on the way {way} no token can come on {flows} any more.",
    remedy_zh="分支与汇合用同一种网关：排他分支配排他汇合，并行分支配并行汇合，任选分支配包容汇合。",
    remedy_en="Join as you split: exclusive with exclusive, parallel with parallel, inclusive with inclusive.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault (under `bpmn` a warning) for each join at which a case can be stuck."""
    official = subject.profile == "chengxu"
    for problem in subject.problems:
        if problem.kind == "deadlock":
            yield STARVED.fault(
                subject.document, problem.element_id, severity="error" if official else "warning", path=problem.path,
                way=way(subject.document, problem.path), flows=", ".join(problem.flows)
            )
