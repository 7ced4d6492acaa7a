"""A definition ready to be played: the plan with its specs built."""

from __future__ import annotations

from collections.abc import Mapping

from SpiffWorkflow.specs import WorkflowSpec

from engine.decision import DecisionModel
from engine.kernel.plan import Plan
from engine.kernel.specs import build
from engine.model import Process


class Definition(Plan):
    """Immutable once built; may be shared between instances and threads."""

    def __init__(
        self,
        processes: Mapping[str, Process],
        decisions: Mapping[str, DecisionModel],
        roles: frozenset[str] | None = None,
    ) -> None:
        super().__init__(processes, decisions, roles)
        self.specs = WorkflowSpec("definition")
        for process in processes.values():
            build(self.specs, process)
