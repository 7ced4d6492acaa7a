"""An event says which message, signal or error it means."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EventDefinition, Fault, Node, Severity

THROWING = frozenset({"intermediateThrowEvent", "endEvent"})

UNNAMED = Text(
    __name__,
    zh="{element}没有写明是哪一个{what}。",
    en="The {element} does not say which {what_en} it means.",
    remedy_zh="在属性栏中选定或新建{what}。",
    remedy_en="Choose or create the {what_en} in the properties.",
)
#: kind of event definition -> what it must name, zh and en
WANTED = {"message": ("消息", "message"), "signal": ("信号", "signal"), "error": ("错误", "error"),
          "escalation": ("升级", "escalation"), "conditional": ("条件", "condition")}


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event and receive task that names nothing; a reference that leads nowhere counts too."""
    for process in subject.played:
        # What the standard itself asks of executable processes: messages (10.5.5, Table 10.89) and conditions.
        asked = ("message", "conditional") if subject.said_executable(process) else ()
        for node in process.nodes.values():
            if node.kind == "receiveTask" and not node.events:
                yield _fault(subject, node, "message", "unplayable")
            for event in node.events if node.kind != "receiveTask" else ():
                if event.kind in WANTED and not _says(node, event):
                    named = event.kind == "message" and _refers(subject, node)
                    yield _fault(subject, node, event.kind, "error" if event.kind in asked and not named else "unplayable")


def _says(node: Node, event: EventDefinition) -> bool:
    if event.kind == "conditional":
        return bool(event.condition)
    # A catching error or escalation without a code catches every code; a thrown message may be a job's work instead.
    if event.kind in ("error", "escalation") and node.kind not in THROWING:
        return True
    return event.name is not None or (event.kind == "message" and node.job_type is not None)


def _refers(subject: Subject, node: Node) -> bool:
    """Whether a message is referred to all the same: one in another file we do not read, one that is not there at all is
    the rule dangling_reference's."""
    definitions = subject.document.elements[node.id].iter("{*}messageEventDefinition")
    return any(one.get("messageRef") is not None for one in definitions)


def _fault(subject: Subject, node: Node, kind: str, severity: Severity) -> Fault:
    zh, en = WANTED[kind]
    return UNNAMED.fault(subject.document, node.id, severity=severity, what=zh, what_en=en)
