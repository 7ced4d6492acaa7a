"""An event waits for or throws only what the standard allows at its place (ISO/IEC 19510, 10.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, Fault, Node, Process, Severity

TRIGGERS = frozenset({"message", "timer", "signal", "conditional"})
#: place -> kinds of event definition that may stand there
ALLOWED = {
    "start": TRIGGERS | {"none"},
    "start of a sub-process": frozenset({"none"}),
    "start of an event sub-process": TRIGGERS | {"none", "error", "escalation", "compensate"},
    "intermediateCatchEvent": TRIGGERS | {"link"},
    "intermediateThrowEvent": frozenset({"none", "message", "signal", "escalation", "compensate", "link"}),
    "boundaryEvent": TRIGGERS | {"error", "escalation", "compensate"},
    "boundary of a transaction": TRIGGERS | {"error", "escalation", "compensate", "cancel"},
    "endEvent": frozenset({"none", "message", "signal", "error", "escalation", "terminate", "compensate"}),
    "end of a transaction": frozenset({
        "none", "message", "signal", "error", "escalation", "terminate", "compensate", "cancel",
    }),
}
#: kind of event definition -> Chinese
WORDS = {
    "none": "空（无触发）", "message": "消息", "timer": "定时器", "error": "错误", "escalation": "升级", "signal": "信号",
    "conditional": "条件", "link": "链接", "terminate": "终止", "cancel": "取消", "compensate": "补偿",
}

MISPLACED = Text(
    __name__,
    zh="{element}的类型是“{kind_zh}”，此处不允许；可用：{allowed_zh}。",
    en="The {element} is of kind {kind}, which is not allowed here; allowed: {allowed}.",
    remedy_zh="换成允许的类型，或换一种事件。",
    remedy_en="Choose an allowed kind, or another event.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event definition that stands at the wrong place."""
    for process in subject.processes:
        for node in process.nodes.values():
            allowed = ALLOWED.get(_place(process, node), frozenset())
            if node.kind == "startEvent" and not node.interrupting:
                allowed -= {"error", "compensate"}
            for event in node.events if node.kind in EVENTS else ():
                if event.kind not in allowed:
                    yield MISPLACED.fault(
                        subject.document, node.id, severity=_severity(process, node, event.kind),
                        kind=event.kind, kind_zh=WORDS[event.kind],
                        allowed=", ".join(sorted(allowed)), allowed_zh="、".join(WORDS[one] for one in sorted(allowed)),
                    )


def _severity(process: Process, node: Node, kind: str) -> Severity:
    """A cancel end somewhere inside a transaction is BPMN; we play it only where it ends the transaction itself."""
    outer = process.nodes.get(node.parent or "")
    while outer is not None and outer.kind != "transaction":
        outer = process.nodes.get(outer.parent or "")
    return "unplayable" if kind == "cancel" and node.kind == "endEvent" and outer is not None else "error"


def _place(process: Process, node: Node) -> str:
    parent = process.nodes.get(node.parent or "")
    host = process.nodes.get(node.attached_to or "")
    if node.kind == "startEvent" and parent is not None:
        return "start of an event sub-process" if parent.triggered_by_event else "start of a sub-process"
    if node.kind == "endEvent" and parent is not None and parent.kind == "transaction":
        return "end of a transaction"
    if host is not None and host.kind == "transaction":
        return "boundary of a transaction"
    return "start" if node.kind == "startEvent" else node.kind
