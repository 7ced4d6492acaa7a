"""Every form that a task shows exists."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNKNOWN = Text(
    __name__,
    zh="{element}用到的表单“{name}”不存在。",
    en='The form "{name}" of {element} does not exist.',
    remedy_zh="改正表单标识，或把表单文件一同部署。",
    remedy_en="Mend the form id, or deploy the form with the diagram.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each form that is not known."""
    forms = subject.known.forms
    if forms is None:
        return
    for node in subject.nodes():
        if node.form_id is not None and node.form_id not in forms:
            yield UNKNOWN.fault(subject.document, node.id, name=node.form_id)
