"""An ad-hoc sub-process holds activities in no order: at least one, no start, no end (BPMN 2.0.2, 10.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity, kind
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import ACTIVITIES, Fault

EMPTY = Text(
    __name__,
    zh="{element}里没有活动。",
    en="The {element} holds no activity.",
    remedy_zh="画至少一个任务或子流程，或删除它。",
    remedy_en="Draw at least one task or sub-process in it, or delete it.",
    severity="formal",
)
ORDERED = Text(
    __name__,
    zh="{element}里有{count}个开始或结束事件（{ids}）；特别子流程没有固定的先后。",
    en="The {element} holds {count} start or end events ({ids}); an ad-hoc sub-process has no fixed order.",
    remedy_zh="删除它们，用完成条件（completionCondition）说明何时结束；要有先后就改为普通子流程。",
    remedy_en="Delete them and say by a completionCondition when it ends, or make it a plain sub-process.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each ad-hoc sub-process that is empty or begins and ends like another one."""
    for element in subject.document.of_kind("adHocSubProcess"):
        if not any(kind(one) in ACTIVITIES for one in element):
            yield EMPTY.fault(subject.document, identity(element))
        ordered = [one.get("id") or "" for one in element if kind(one) in ("startEvent", "endEvent")]
        if ordered:
            yield ORDERED.fault(subject.document, identity(element), count=len(ordered), ids=", ".join(ordered))
