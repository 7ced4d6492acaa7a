"""Deadlines and limits come from the parameter table, so that a changed rule is changed in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.expressions import places, without_literals
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Process

USED = re.compile(r"(?<![\w.])param\s*\.\s*(\w+)")

UNKNOWN = Text(
    __name__,
    zh="{element}用到的参数“{name}”不在参数表中。",
    en='The parameter "{name}" of {element} is not in the table of parameters.',
    remedy_zh="改正名称，或先在参数表中登记。",
    remedy_en="Mend the name, or enter the parameter in the table first.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each unknown parameter: the property `param`, and `param.NAME` in expressions."""
    parameters = subject.known.parameters
    if parameters is None:
        return
    for process in subject.played:
        for element_id, name in dict.fromkeys(_used(process)):
            if name not in parameters:
                yield UNKNOWN.fault(subject.document, element_id, name=name)


def _used(process: Process) -> Iterator[tuple[str, str]]:
    for node in process.nodes.values():
        name = node.properties.get("param", "=").strip()
        if not name.startswith("="):
            yield node.id, name
    for place in places(process):
        if place.feel is not None:
            for name in USED.findall(without_literals(place.feel)):
                yield place.element_id, name
