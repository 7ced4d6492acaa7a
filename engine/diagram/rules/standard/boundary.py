"""A boundary event sits on an activity of its own scope, waits for something and is entered by nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.graph import is_activity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Process

DETACHED = Text(
    __name__,
    zh="{element}没有附在同一层的活动上。",
    en="The {element} is not attached to an activity beside it.",
    remedy_zh="把它附在任务、子流程或调用活动上。",
    remedy_en="Attach it to a task, sub-process or call activity.",
)
ENTERED = Text(
    __name__,
    zh="{element}有入线“{flow}”。",
    en='The {element} has the incoming flow "{flow}".',
    remedy_zh="边界事件由所附的活动触发；把顺序流连到别处。",
    remedy_en="Its activity triggers it; lead the flow elsewhere.",
)
NOTHING = Text(
    __name__,
    zh="{element}没有写明等待什么。",
    en="The {element} does not say what it waits for.",
    remedy_zh="给它一个触发：消息、定时器、错误等。",
    remedy_en="Give it a trigger: a message, a timer, an error or another one.",
)
DEAD_END = Text(
    __name__,
    zh="{element}没有出线，触发之后无事发生。",
    en="The {element} has no outgoing flow: nothing follows when it fires.",
    remedy_zh="连到后续处理或结束事件。",
    remedy_en="Connect it to what follows, or to an end event.",
    severity="formal",
)
MUST_INTERRUPT = Text(
    __name__,
    zh="{element}等待错误、取消或补偿，必须是中断型的。",
    en="The {element} waits for an error, cancel or compensation and must be interrupting.",
    remedy_zh="改为中断型边界事件，或用升级事件。",
    remedy_en="Make it interrupting, or use an escalation.",
)
NO_HANDLER = Text(
    __name__,
    zh="{element}没有连到补偿活动。",
    en="The {element} does not lead to a compensation activity.",
    remedy_zh="用关联线（不是顺序流）连到标为补偿（isForCompensation）的活动。",
    remedy_en="Connect it by an association, not a sequence flow, to an activity marked isForCompensation.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each boundary event that is attached, triggered or connected wrongly."""
    for process in subject.processes:
        for node in process.nodes.values():
            if node.kind == "boundaryEvent":
                yield from _event(subject, process, node)


def _event(subject: Subject, process: Process, node: Node) -> Iterator[Fault]:
    document = subject.document
    host = process.nodes.get(node.attached_to or "")
    kinds = [event.kind for event in node.events if event.kind != "none"]
    # A host that does not exist at all is the rule dangling_reference's.
    if node.attached_to in document.elements and (host is None or not is_activity(host) or host.parent != node.parent):
        yield DETACHED.fault(document, node.id)
    if node.incoming:
        yield ENTERED.fault(document, node.id, flow=node.incoming[0])
    if not kinds:
        yield NOTHING.fault(document, node.id)
    if "compensate" in kinds:
        if node.undone_by is None or node.outgoing:
            yield NO_HANDLER.fault(document, node.id)
    elif not node.outgoing:
        yield DEAD_END.fault(document, node.id, severity="error" if subject.profile == "chengxu" else "formal")
    if not node.interrupting and {"error", "cancel", "compensate"} & set(kinds):
        # A host that is compensated is done already: there is nothing left to interrupt.
        yield MUST_INTERRUPT.fault(document, node.id, severity="formal" if "compensate" in kinds else "error")
