"""What begins a process stands at its beginning (BPMN 2.0.2, 10.3.3 and 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import flag
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

ENTERED = Text(
    __name__,
    zh="{element}标为发起流程（instantiate），却有入线“{flow}”。",
    en='The {element} begins instances (instantiate) but has the incoming flow "{flow}".',
    remedy_zh="删除入线，或删除 instantiate。",
    remedy_en="Delete the flow, or delete instantiate.",
    severity="formal",
)
GATHERS = Text(
    __name__,
    zh="{element}等待全部事件（Parallel），却不发起流程。",
    en="The {element} waits for all events (Parallel) but does not begin instances.",
    remedy_zh="设为 instantiate，或改用并行网关接几个捕获事件。",
    remedy_en="Set instantiate, or use a parallel gateway before several catch events.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each receive task and event-based gateway that begins instances in the middle."""
    document = subject.document
    for node in (node for process in subject.processes for node in process.nodes.values()):
        if node.kind in ("receiveTask", "eventBasedGateway") and node.instantiate and node.incoming:
            yield ENTERED.fault(document, node.id, flow=node.incoming[0])
        element = document.elements[node.id]
        if node.kind == "eventBasedGateway" and node.all_events and not flag(element, "instantiate", default=False):
            yield GATHERS.fault(document, node.id)
