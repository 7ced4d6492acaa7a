"""A service task says which check runs, a business rule task which decision is asked."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NO_TYPE = Text(
    __name__,
    zh="{element}没有作业类型。",
    en="The {element} has no job type.",
    remedy_zh="填写 zeebe:taskDefinition 的 type（部门.核查）。",
    remedy_en="Give the type of its zeebe:taskDefinition (department.check).",
)
NO_DECISION = Text(
    __name__,
    zh="{element}没有决策。",
    en="The {element} has no decision.",
    remedy_zh="填写 zeebe:calledDecision 的 decisionId。",
    remedy_en="Give the decisionId of its zeebe:calledDecision.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each service task without a job type and each business rule task without a decision."""
    for node in subject.nodes():
        if node.kind == "serviceTask" and node.job_type is None:
            yield NO_TYPE.fault(subject.document, node.id)
        if node.kind == "businessRuleTask" and node.decision_id is None and node.job_type is None:
            yield NO_DECISION.fault(subject.document, node.id)
