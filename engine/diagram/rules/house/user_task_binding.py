"""A user task shows a form to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NO_FORM = Text(
    __name__,
    zh="{element}没有表单。",
    en="The {element} has no form.",
    remedy_zh="填写 zeebe:formDefinition 的 formId。",
    remedy_en="Give the formId of its zeebe:formDefinition.",
)
NOBODY = Text(
    __name__,
    zh="{element}没有办理人，也没有候选组。",
    en="The {element} has neither an assignee nor a candidate group.",
    remedy_zh="填写候选组（角色或 角色@单位）或办理人。",
    remedy_en="Give candidate groups (ROLE or ROLE@ORG) or an assignee.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each user task without a form and for each that nobody would see."""
    for node in subject.nodes():
        if node.kind == "userTask":
            if node.form_id is None:
                yield NO_FORM.fault(subject.document, node.id)
            if node.assignee is None and node.candidate_groups is None:
                yield NOBODY.fault(subject.document, node.id)
