"""Zeebe deploys a file only when a process in it is written to be executable."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NONE = Text(
    __name__,
    zh="文件中没有写明 isExecutable=true 的流程,Zeebe 不予部署。",
    en="No process of the file says isExecutable=true; Zeebe does not deploy it.",
    remedy_zh="在建模工具中勾选“可执行”。",
    remedy_en="Tick “executable” in the modeller.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for a file without such a process."""
    if not subject.executed_by_zeebe:
        yield NONE.fault(subject.document, None)
