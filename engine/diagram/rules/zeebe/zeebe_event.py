"""Zeebe knows fewer events than the standard, each with one trigger."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child, flag
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Process

TRIGGERS = frozenset({"message", "timer", "signal", "conditional"})
#: place -> kinds of event definition that a cluster executes there
EXECUTED = {
    "startEvent": TRIGGERS | {"none"},
    "start of an event sub-process": TRIGGERS | {"error", "escalation"},
    "intermediateCatchEvent": TRIGGERS | {"link"},
    "intermediateThrowEvent": frozenset({"none", "message", "signal", "escalation", "compensate", "link"}),
    "boundaryEvent": TRIGGERS | {"error", "escalation", "compensate"},
    "endEvent": frozenset({"none", "message", "signal", "error", "escalation", "terminate", "compensate"}),
}

KIND = Text(
    __name__,
    zh="Zeebe 不执行此处的{element}(类型 {kind})。",
    en="Zeebe does not execute the {element} here (kind {kind}).",
    remedy_zh="换成它支持的事件,如消息、定时器、信号。",
    remedy_en="Choose an event that it supports, such as message, timer or signal.",
)
SEVERAL = Text(
    __name__,
    zh="{element}有 {count} 个事件定义,Zeebe 只认一个。",
    en="The {element} has {count} event definitions; Zeebe takes one.",
    remedy_zh="每个触发画一个事件。",
    remedy_en="Draw one event a trigger.",
)
CYCLE = Text(
    __name__,
    zh="{element}会中断,Zeebe 不允许它用周期定时。",
    en="The {element} interrupts; Zeebe allows it no cycle.",
    remedy_zh="改用日期或时长,或设为不中断。",
    remedy_en="Use a date or a duration, or let it not interrupt.",
)
HOST = Text(
    __name__,
    zh="{element}等待升级,Zeebe 只允许附在子流程或调用活动上。",
    en="The {element} waits for an escalation; Zeebe allows that on sub-processes and call activities only.",
    remedy_zh="把活动放进子流程。",
    remedy_en="Put the activity into a sub-process.",
)
CODE = Text(
    __name__,
    zh="{element}抛出的错误没有错误码,Zeebe 不予部署。",
    en="The error that the {element} throws has no code; Zeebe does not deploy it.",
    remedy_zh="给错误写 errorCode。",
    remedy_en="Give the error an errorCode.",
)
WAIT = Text(
    __name__,
    zh="{element}不等补偿完成,Zeebe 不支持。",
    en="The {element} does not wait for its compensation; Zeebe knows no such thing.",
    remedy_zh="删除 waitForCompletion。",
    remedy_en="Delete waitForCompletion.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event that a cluster does not execute as drawn."""
    for process in subject.executed_by_zeebe:
        for node in process.nodes.values():
            allowed = EXECUTED.get(_place(process, node))
            if allowed is not None:
                yield from _event(subject, process, node, allowed)


def _event(subject: Subject, process: Process, node: Node, allowed: frozenset[str]) -> Iterator[Fault]:
    document = subject.document
    if len(node.events) > 1:
        yield SEVERAL.fault(document, node.id, count=len(node.events))
    for event in node.events:
        if event.kind not in allowed:
            yield KIND.fault(document, node.id, kind=event.kind)
        if event.cycle is not None and node.interrupting and _place(process, node) != "startEvent":
            yield CYCLE.fault(document, node.id)
        host = process.nodes.get(node.attached_to or "")
        if event.kind == "escalation" and host is not None and host.kind not in ("subProcess", "callActivity"):
            yield HOST.fault(document, node.id)
    yield from _thrown(subject, node)


def _thrown(subject: Subject, node: Node) -> Iterator[Fault]:
    element = subject.document.elements[node.id]
    error, compensation = child(element, "errorEventDefinition"), child(element, "compensateEventDefinition")
    if node.kind == "endEvent" and error is not None:
        thrown = subject.document.elements.get((error.get("errorRef") or "").rpartition(":")[2])
        if thrown is None or not thrown.get("errorCode"):
            yield CODE.fault(subject.document, node.id)
    if compensation is not None and not flag(compensation, "waitForCompletion", default=True):
        yield WAIT.fault(subject.document, node.id)


def _place(process: Process, node: Node) -> str:
    parent = process.nodes.get(node.parent or "")
    if node.kind == "startEvent" and parent is not None:
        # The rule start_event speaks of starts of plain sub-processes.
        return "start of an event sub-process" if parent.triggered_by_event else ""
    return node.kind
