"""A circle waits somewhere: for a person, a job, a message or a time. Else one case could keep the engine busy for ever."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault, Severity

CIRCLE = Text(
    __name__,
    zh="{element}在一个从不等待的循环中：“{way}”。",
    en="The {element} is in a circle that never waits: {way}.",
    remedy_zh="在循环中加入用户任务、定时器或消息，或用决策一次得出结果。",
    remedy_en="Put a user task, a timer or a message into the circle, or decide once by a table.",
    severity="warning",
)
ENDLESS = Text(
    __name__,
    zh="{element}在一个从不等待的循环中，其中没有任何步骤能改变条件，进入后不会停止：“{way}”。",
    en="The {element} is in a circle that never waits and in which nothing changes what its conditions see: {way}.",
    remedy_zh="在循环中加入用户任务、定时器或消息。",
    remedy_en="Put a user task, a timer or a message into the circle.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a warning for each circle; under `chengxu` an error when nothing in it can change what its conditions see."""
    severity: Severity = "error" if subject.profile == "chengxu" else "warning"
    for problem in subject.problems:
        if problem.kind == "loop":
            text, way_round = ENDLESS if problem.certain else CIRCLE, way(subject.document, problem.path)
            yield text.fault(
                subject.document, problem.element_id, severity=severity if problem.certain else "warning",
                path=problem.path, way=way_round,
            )
