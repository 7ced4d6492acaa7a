"""A call activity says which process it calls."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

MISSING = Text(
    __name__,
    zh="{element}没有写明调用哪个流程。",
    en="The {element} does not say which process it calls.",
    remedy_zh="填写被调用流程的标识（zeebe:calledElement 的 processId）。",
    remedy_en="Give the id of the called process (processId of zeebe:calledElement).",
    severity="unplayable",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each call activity that calls nothing."""
    for node in subject.nodes():
        if node.kind == "callActivity" and node.called_process is None:
            yield MISSING.fault(subject.document, node.id)
