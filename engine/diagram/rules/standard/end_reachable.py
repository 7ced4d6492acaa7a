"""From every node a case can come to an end; under `chengxu` that end is drawn as an end event."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.graph import Graph, backwards, graph, reached
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node, Severity

ENDLESS = Text(
    __name__,
    zh="从{element}出发到不了任何结束。",
    en="From {element} no end can be reached.",
    remedy_zh="给循环一个出口，通向结束事件。",
    remedy_en="Give the loop a way out to an end event.",
)
OPEN = Text(
    __name__,
    zh="{element}没有出线，也不是结束事件。",
    en="The {element} has no outgoing flow and is no end event.",
    remedy_zh="接上结束事件，写明办理结果。",
    remedy_en="Connect it to an end event that names the outcome.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault (under `bpmn` a warning) for each node without a way to an end."""
    official = subject.profile == "chengxu"
    severity: Severity = "error" if official else "warning"
    for process in subject.processes if not official else subject.played:
        drawn = graph(process)
        last = {name for name in process.nodes if not drawn.steps.get(name)}
        found = reached(backwards(drawn.steps), last)
        for node in process.nodes.values():
            if node.id not in found:
                yield ENDLESS.fault(subject.document, node.id, severity=severity)
            elif node.id in last and not _ends(node) and (official or _shows_its_end(drawn, node)):
                yield OPEN.fault(subject.document, node.id, severity="error" if official else "formal")


def _ends(node: Node) -> bool:
    # The rule boundary speaks of boundary events without outgoing flow.
    return node.kind in ("endEvent", "boundaryEvent") or node.triggered_by_event or node.for_compensation


def _shows_its_end(drawn: Graph, node: Node) -> bool:
    """Whether the scope has start or end events: then the standard wants every path to end in an end event."""
    return any(other.kind in ("startEvent", "endEvent") for other in drawn.scopes[node.parent])
