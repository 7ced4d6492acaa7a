"""Diagrams carry no code: a script would run unseen by review and could differ between replay and life."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

SCRIPT = Text(
    __name__,
    zh="{element}含有脚本，图中不允许代码。",
    en="The {element} holds a script; a diagram carries no code.",
    remedy_zh="计算用 FEEL 输入输出映射或决策表；核查用服务任务和处理程序。",
    remedy_en="Compute with FEEL mappings or a decision table; check with a service task and a handler.",
    severity="unplayable",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each script task."""
    for node in subject.nodes():
        if node.kind == "scriptTask":
            yield SCRIPT.fault(subject.document, node.id)
