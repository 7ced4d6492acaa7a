"""Names of handlers, decisions, processes, forms, messages and errors are written out, so that they can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

COMPUTED = Text(
    __name__,
    zh="{element}的 {role}“{text}”是表达式；此处只能写名称。",
    en='The {role} "{text}" of {element} is an expression; only a name may stand here.',
    remedy_zh="写出名称；需要选择时用网关或决策表。",
    remedy_en="Write the name; choose with a gateway or a decision table where needed.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each name that is an expression."""
    for node in subject.nodes():
        for role, text in _names(node):
            if text is not None and text.lstrip().startswith("="):
                yield COMPUTED.fault(subject.document, node.id, role=role, text=text)


def _names(node: Node) -> Iterator[tuple[str, str | None]]:
    yield "taskDefinition type", node.job_type
    yield "decisionId", node.decision_id
    yield "processId", node.called_process
    yield "formId", node.form_id
    for event in node.events:
        yield event.kind, event.name
