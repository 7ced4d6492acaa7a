"""Every job type has a handler, written as `department.check`."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNBOUND = Text(
    __name__,
    zh="{element}的作业类型“{name}”没有处理程序。",
    en='No handler is bound to the job type "{name}" of {element}.',
    remedy_zh="改正类型（部门.核查），或由开发人员编写处理程序。",
    remedy_en="Mend the type (department.check), or have the handler written.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each job type without a handler."""
    handlers = subject.known.handlers
    if handlers is None:
        return
    for node in subject.nodes():
        if node.job_type is not None and node.job_type not in handlers:
            yield UNBOUND.fault(subject.document, node.id, name=node.job_type)
