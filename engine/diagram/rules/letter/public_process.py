"""A public process shows others how to talk to it and is not executed; an executed one leaves nothing out (10.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import flag, identity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

EXECUTED = Text(
    __name__,
    zh="{element}是公开流程（Public），却标为可执行。",
    en="The {element} is public but marked as executable.",
    remedy_zh="改为 processType=Private，或 isExecutable=false。",
    remedy_en="Make it processType=Private, or isExecutable=false.",
    severity="formal",
)
SKIPS = Text(
    __name__,
    zh="{element}标为中间另有步骤（isImmediate=false），可执行的流程不能这样。",
    en="The {element} leaves steps out (isImmediate=false), which an executable process cannot.",
    remedy_zh="删除 isImmediate，画出中间的步骤。",
    remedy_en="Delete isImmediate and draw the steps between.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each executable public process and each flow of an executable one that leaves steps out."""
    document = subject.document
    for process in document.of_kind("process"):
        if process.get("processType") == "Public" and flag(process, "isExecutable", default=False):
            yield EXECUTED.fault(document, identity(process))
        if flag(process, "isExecutable", default=True):
            for flow in process.iter("{*}sequenceFlow"):
                if not flag(flow, "isImmediate", default=True):
                    yield SKIPS.fault(document, identity(flow))
