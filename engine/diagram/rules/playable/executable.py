"""A file that is to be played has a process that is meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Severity

NO_PROCESS = Text(
    __name__,
    zh="文件中没有流程。",
    en="The file has no process.",
    remedy_zh="画一个流程；只有泳池框的协作图不能执行。",
    remedy_en="Draw a process: a collaboration of empty pools cannot be played.",
    severity="unplayable",
)
NONE_EXECUTABLE = Text(
    __name__,
    zh="文件中的流程都标为不可执行（isExecutable=false）。",
    en="Every process of the file is marked as not executable (isExecutable=false).",
    remedy_zh="在建模工具中勾选“可执行”。",
    remedy_en="Tick “executable” in the modeller.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault when nothing in the file can be played (a warning under `bpmn` when it is only marked so)."""
    severity: Severity = "warning" if subject.profile == "bpmn" else "error"
    if not subject.processes:
        yield NO_PROCESS.fault(subject.document, None)
    elif not any(process.executable for process in subject.processes):
        yield NONE_EXECUTABLE.fault(subject.document, None, severity=severity)
