"""A timer has exactly one of date, duration and cycle, written in ISO 8601 or as FEEL after `=`."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram import iso8601
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EventDefinition, Fault, Node

ONE = Text(
    __name__,
    zh="{element}的定时器应当写日期、时长、周期三者之一，却有 {count} 个。",
    en="The timer of {element} should have one of date, duration and cycle but has {count}.",
    remedy_zh="三者只留一个。",
    remedy_en="Keep exactly one.",
)
UNREADABLE = Text(
    __name__,
    zh="{element}的定时器“{value}”不是 ISO 8601 的{what}。",
    en='The timer "{value}" of {element} is no ISO 8601 {what_en}.',
    remedy_zh="例如日期 2027-01-31T18:00:00+08:00、时长 P10D、周期 R3/PT1H；表达式以 = 开头；不能为负，月与天不混用，周写成天。",
    remedy_en="For example 2027-01-31T18:00:00+08:00, P10D or R3/PT1H; never negative, months not mixed with days.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each timer that is missing, ambiguous or not readable as a literal."""
    for node in subject.nodes():
        for event in node.events:
            if event.kind == "timer":
                yield from _timer(subject, node, event)


def _timer(subject: Subject, node: Node, event: EventDefinition) -> Iterator[Fault]:
    parts = (
        (event.date, iso8601.is_date, "日期", "date"),
        (event.duration, iso8601.is_duration, "时长", "duration"),
        (event.cycle, iso8601.is_cycle, "周期", "cycle"),
    )
    written = [(value, fits, zh, en) for value, fits, zh, en in parts if value is not None]
    if len(written) != 1:
        yield ONE.fault(subject.document, node.id, severity="error" if written else "unplayable", count=len(written))
    for value, fits, zh, en in written:
        if not value.startswith("=") and not fits(value):
            yield UNREADABLE.fault(subject.document, node.id, value=value, what=zh, what_en=en)
