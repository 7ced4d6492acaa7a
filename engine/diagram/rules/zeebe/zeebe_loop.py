"""Zeebe refuses circles of tasks in which nothing waits (straight-through processing loops)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text, way
from engine.model import Fault

#: A circle with one of these is refused; circles of gateways alone are let through.
REFUSED = frozenset({"task", "manualTask", "intermediateThrowEvent", "scriptTask", "businessRuleTask"})

CIRCLE = Text(
    __name__,
    zh="{element}在一个从不等待的循环中:“{way}”,Zeebe 不予部署。",
    en="The {element} is in a circle that never waits: {way}. Zeebe does not deploy it.",
    remedy_zh="在循环中加入用户任务、服务任务、定时器或消息。",
    remedy_en="Put a user task, a service task, a timer or a message into the circle.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each such circle."""
    nodes = {id: node for process in subject.executed_by_zeebe for id, node in process.nodes.items()}
    for problem in subject.problems:
        kinds = {nodes[id].kind for id in problem.path if id in nodes}
        if problem.kind == "loop" and kinds & REFUSED:
            yield CIRCLE.fault(
                subject.document, problem.element_id, path=problem.path, way=way(subject.document, problem.path)
            )
