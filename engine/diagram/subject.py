"""What a rule is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from engine.diagram.document import ZEEBE, Document, flag
from engine.diagram.known import Known
from engine.diagram.soundness import MOST_MOVES, Budget, Problem, analyse
from engine.diagram.words import named
from engine.model import Diagram, Fault, Node, Process, Severity

Profile = Literal["bpmn", "chengxu"]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One file under check: its elements, what was read from them, by which profile and against which names."""

    document: Document
    diagram: Diagram
    profile: Profile
    known: Known

    @cached_property
    def processes(self) -> tuple[Process, ...]:
        """Every process of the file, in document order."""
        return tuple(self.diagram.processes.values())

    @cached_property
    def played(self) -> tuple[Process, ...]:
        """The processes meant to be executed (others draw somebody else's work), or all when the file has none."""
        return tuple(process for process in self.processes if process.executable) or self.processes

    @cached_property
    def unspoken(self) -> Severity:
        """How bad a text is that is no FEEL: only we do not speak it, unless the file says that FEEL is meant.

        The standard's own default is XPath (BPMN 2.0.2, 8.2.1); a file with Zeebe's extensions means FEEL.
        """
        root = self.document.root
        declared = root.get("expressionLanguage")
        means_feel = ZEEBE in root.nsmap.values() if declared is None else "feel" in declared.lower()
        return "error" if means_feel else "unplayable"

    def weighed(self, process: Process, faults: Iterable[Fault]) -> Iterator[Fault]:
        """The faults of one process: of a process that is not played only the letter of the standard counts."""
        for fault in faults:
            if process in self.played or fault.severity == "warning":
                yield fault
            elif fault.severity != "unplayable":
                yield replace(fault, severity="formal")

    def said_executable(self, process: Process) -> bool:
        """Whether a process says in so many words that it is executable: then the standard asks more of it."""
        return flag(self.document.elements[process.id], "isExecutable", default=False)

    @cached_property
    def executed_by_zeebe(self) -> tuple[Process, ...]:
        """The processes that a Zeebe cluster deploys: there isExecutable must be written."""
        written = (process for process in self.processes if process.id in self.document.elements)
        return tuple(process for process in written if self.said_executable(process))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is unsound in the played processes; all of them share one budget."""
        budget = Budget(MOST_MOVES)
        return tuple(problem for process in self.played for problem in analyse(process, budget))

    def nodes(self) -> Iterator[Node]:
        """All nodes of the processes that are executed."""
        for process in self.played:
            yield from process.nodes.values()

    def named(self, element_id: str) -> tuple[str, str]:
        """How sentences name an element, zh and en."""
        return named(self.document, element_id)
