"""Every process that a call activity calls exists, in this file or among the deployed ones."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNKNOWN = Text(
    __name__,
    zh="{element}用到的流程“{name}”不存在。",
    en='The process "{name}" of {element} does not exist.',
    remedy_zh="改正流程标识，或把被调用的流程一同部署。",
    remedy_en="Mend the process id, or deploy the called process with the diagram.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each process that is not known."""
    processes = subject.known.processes
    if processes is None:
        return
    drawn = frozenset(subject.diagram.processes)
    for node in subject.nodes():
        if node.called_process is not None and node.called_process not in processes | drawn:
            yield UNKNOWN.fault(subject.document, node.id, name=node.called_process)
