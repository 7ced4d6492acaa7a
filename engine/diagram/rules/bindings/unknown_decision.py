"""Every decision that a task asks exists."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNKNOWN = Text(
    __name__,
    zh="{element}用到的决策“{name}”不存在。",
    en='The decision "{name}" of {element} does not exist.',
    remedy_zh="改正决策标识，或把 DMN 文件一同部署。",
    remedy_en="Mend the decision id, or deploy its DMN file with the diagram.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each decision that is not known."""
    decisions = subject.known.decisions
    if decisions is None:
        return
    for node in subject.nodes():
        if node.decision_id is not None and node.decision_id not in decisions:
            yield UNKNOWN.fault(subject.document, node.id, name=node.decision_id)
