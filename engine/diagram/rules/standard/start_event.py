"""Every process and sub-process has one clear way to start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.diagram.document import flag
from engine.diagram.graph import graph, implicit_starts
from engine.diagram.read import SUB_PROCESSES
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Process

MISSING = Text(
    __name__,
    zh="{element}没有开始事件。",
    en="The {element} has no start event.",
    remedy_zh="画一个开始事件，连到第一个节点。",
    remedy_en="Draw a start event and connect it to the first node.",
    severity="unplayable",
)
SEVERAL = Text(
    __name__,
    zh="{element}有 {count} 个开始事件可同时起步（{ids}），不知从哪一个开始。",
    en="The {element} has {count} start events that compete ({ids}).",
    remedy_zh="只留一个无触发的开始事件；其他的用消息或定时器触发，子流程和事件子流程只能有一个。",
    remedy_en="Keep one start event without trigger; a sub-process of either sort has exactly one start event.",
    severity="unplayable",
)
UNTRIGGERED = Text(
    __name__,
    zh="事件子流程的{element}没有触发条件。",
    en="The {element} of an event sub-process has no trigger.",
    remedy_zh="给它一个消息、定时器、错误等触发，或改为普通子流程。",
    remedy_en="Give it a message, timer, error or other trigger, or make it a plain sub-process.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each scope without a start, with competing starts, or with an untriggered event start."""
    for process in subject.processes:
        yield from subject.weighed(process, _process(subject, process))


def _process(subject: Subject, process: Process) -> Iterator[Fault]:
    scopes = graph(process).scopes
    if not _instantiated(subject, process.id):
        inside = scopes.get(None, ())
        none = [node for node in _starts(inside) if _untriggered(node)]
        yield from _count(subject, process.id, none or _starts(inside)[:1], inside)
    for node in process.nodes.values():
        if node.kind in SUB_PROCESSES and node.kind != "adHocSubProcess":
            inside = scopes.get(node.id, ())
            begins = _starts(inside)
            if not node.triggered_by_event:
                yield from _count(subject, node.id, begins, inside)
            else:
                # Exactly one, says the standard (10.3.5); anything else would not begin at all.
                yield from (replace(fault, severity="error") for fault in _count(subject, node.id, begins, ()))
                yield from (UNTRIGGERED.fault(subject.document, one.id) for one in begins if _untriggered(one))


def _count(subject: Subject, scope: str, begins: list[Node], inside: tuple[Node, ...]) -> Iterator[Fault]:
    # The standard lets a scope without start event begin with whatever nothing leads to; an official one shows it.
    by_itself = subject.profile == "bpmn" and implicit_starts(inside)
    ends = any(node.kind == "endEvent" for node in inside)
    if not begins and (ends or not by_itself):
        # An end that is drawn asks for a start that is drawn (10.5.3).
        yield MISSING.fault(subject.document, scope, severity="formal" if by_itself else "unplayable")
    if len(begins) > 1:
        yield SEVERAL.fault(subject.document, scope, count=len(begins), ids=", ".join(node.id for node in begins))


def _starts(nodes: tuple[Node, ...]) -> list[Node]:
    return [node for node in nodes if node.kind == "startEvent"]


def _untriggered(node: Node) -> bool:
    return any(event.kind == "none" for event in node.events)


def _instantiated(subject: Subject, process: str) -> bool:
    """Whether a receive task or event-based gateway starts the process: then it needs no start event."""
    return any(
        flag(element, "instantiate", default=False)
        for element in subject.document.elements[process].iter("{*}receiveTask", "{*}eventBasedGateway")
    )
