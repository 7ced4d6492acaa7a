"""A clause that a diagram cites exists in the regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Process

SEPARATORS = re.compile(r"[\s,,;;、]+")

UNKNOWN = Text(
    __name__,
    zh="{element}引用的条款“{name}”不在条款表中。",
    en='The clause "{name}" that {element} cites is not in the table of clauses.',
    remedy_zh="按条款表书写，如 26、14.2、38(6)。",
    remedy_en="Write it as in the table: 26, 14.2, 38(6).",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each unknown clause in the property `clause` of processes, nodes and flows."""
    clauses = subject.known.clauses
    if clauses is None:
        return
    for process in subject.played:
        for element_id, cited in _cited(process):
            for name in SEPARATORS.split(cited):
                if name and name not in clauses:
                    yield UNKNOWN.fault(subject.document, element_id, name=name)


def _cited(process: Process) -> Iterator[tuple[str, str]]:
    yield process.id, process.properties.get("clause", "")
    for node in process.nodes.values():
        yield node.id, node.properties.get("clause", "")
    for flow in process.flows.values():
        yield flow.id, flow.properties.get("clause", "")
