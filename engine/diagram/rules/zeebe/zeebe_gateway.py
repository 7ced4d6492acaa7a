"""Zeebe chooses at exclusive and inclusive gateways only, and races events only."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

CONDITION = Text(
    __name__,
    zh="{element}有条件,但不是排他或包容网关的出线;Zeebe 不支持。",
    en="The {element} has a condition but leaves neither an exclusive nor an inclusive gateway; Zeebe knows no such thing.",
    remedy_zh="在前面画一个网关。",
    remedy_en="Draw a gateway before it.",
)
TARGET = Text(
    __name__,
    zh="{element}接在事件网关之后;Zeebe 只允许中间捕获事件(消息、定时器、信号、条件)。",
    en="The {element} follows an event-based gateway; Zeebe allows catch events only (message, timer, signal, condition).",
    remedy_zh="把接收任务换成消息捕获事件。",
    remedy_en="Make the receive task a message catch event.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each condition elsewhere and for each receive task behind an event-based gateway."""
    for process in subject.executed_by_zeebe:
        for flow in process.flows.values():
            source, target = process.nodes.get(flow.source), process.nodes.get(flow.target)
            if source is None:
                continue
            if flow.condition is not None and source.kind not in ("exclusiveGateway", "inclusiveGateway"):
                yield CONDITION.fault(subject.document, flow.id)
            if source.kind == "eventBasedGateway" and target is not None and target.kind != "intermediateCatchEvent":
                yield TARGET.fault(subject.document, target.id)
