"""Behind an event-based gateway stand only events and receive tasks: the first that happens decides."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Process

TRIGGERS = frozenset({"message", "timer", "signal", "conditional"})

FEW = Text(
    __name__,
    zh="{element}只有 {count} 条出线。",
    en="The {element} has {count} outgoing flows.",
    remedy_zh="至少画两个可等待的事件，或改用一个中间捕获事件。",
    remedy_en="Draw at least two events to wait for, or use a single catch event.",
)
TARGET = Text(
    __name__,
    zh="{element}接在事件网关“{gateway}”之后，却不是可等待的事件（消息、定时器、信号、条件）或接收任务。",
    en='The {element} follows the event-based gateway "{gateway}" but waits for no event and no message.',
    remedy_zh="在网关与它之间画一个中间捕获事件。",
    remedy_en="Draw a catch event between the gateway and it.",
)
SHARED = Text(
    __name__,
    zh="{element}接在事件网关“{gateway}”之后，还有别的入线。",
    en='The {element} follows the event-based gateway "{gateway}" and has other incoming flows.',
    remedy_zh="让它只从该网关进入。",
    remedy_en="Let only the gateway lead to it.",
)
MIXED = Text(
    __name__,
    zh="{element}之后既有消息事件又有接收任务（{tasks}）。",
    en="Behind the {element} stand both message events and receive tasks ({tasks}).",
    remedy_zh="两者只用一种。",
    remedy_en="Use one of the two.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each event-based gateway that offers no choice and for each wrong target."""
    for process in subject.processes:
        for node in process.nodes.values():
            if node.kind == "eventBasedGateway":
                if len(node.outgoing) < 2:
                    yield FEW.fault(subject.document, node.id, count=len(node.outgoing))
                yield from _targets(subject, process, node)
                yield from _mixed(subject, process, node)


def _targets(subject: Subject, process: Process, gateway: Node) -> Iterator[Fault]:
    for flow in gateway.outgoing:
        target = process.nodes.get(process.flows[flow].target)
        if target is None:
            continue
        if not _waits(process, target):
            yield TARGET.fault(subject.document, target.id, gateway=gateway.id)
        elif len(target.incoming) > 1:
            yield SHARED.fault(subject.document, target.id, gateway=gateway.id)


def _mixed(subject: Subject, process: Process, gateway: Node) -> Iterator[Fault]:
    targets = [process.nodes.get(process.flows[flow].target) for flow in gateway.outgoing]
    tasks = [node.id for node in targets if node is not None and node.kind == "receiveTask"]
    events = [node for node in targets if node is not None and node.kind == "intermediateCatchEvent"]
    if tasks and any(event.kind == "message" for node in events for event in node.events):
        yield MIXED.fault(subject.document, gateway.id, tasks=", ".join(tasks))


def _waits(process: Process, node: Node) -> bool:
    if node.kind == "receiveTask":
        return not process.boundaries(node.id)
    return node.kind == "intermediateCatchEvent" and all(event.kind in TRIGGERS for event in node.events)
