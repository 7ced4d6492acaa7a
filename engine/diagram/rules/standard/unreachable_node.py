"""Every node can be reached from a start: what is drawn must be able to happen."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.graph import graph, reached, starts
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Process, Severity

UNREACHABLE = Text(
    __name__,
    zh="{element}从任何开始事件都到不了。",
    en="The {element} cannot be reached from any start event.",
    remedy_zh="用顺序流把它接上，或删除它。",
    remedy_en="Connect it with a sequence flow, or delete it.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each node that no token reaches; a scope without any start is the rule start_event's."""
    for process in subject.processes:
        yield from subject.weighed(process, _process(subject, process))


def _process(subject: Subject, process: Process) -> Iterator[Fault]:
    drawn = graph(process)
    for parent, nodes in drawn.scopes.items():
        seeds = starts(nodes, process.nodes.get(parent or ""))
        found = reached(drawn.steps, seeds)
        for node in nodes if seeds else ():
            if node.id not in found:
                # What undoes another activity has no way in by the standard either; here its boundary event leads to it.
                severity: Severity = "unplayable" if node.for_compensation else "error"
                yield UNREACHABLE.fault(subject.document, node.id, severity=severity)
