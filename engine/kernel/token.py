"""An element instance: SpiffWorkflow's task, with its key for an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task

if TYPE_CHECKING:
    from engine.kernel.game import Game
    from engine.kernel.specs.element import ElementSpec


class Token(Task):
    """One token on the diagram. Children are the tokens inside it: of a scope, of a loop, waiting boundary events.

    `internal_data` holds only JSON: `flow` it came by, `stage` of its life, `take` (flows to leave by), `result`
    (variables it completes with), `incident` and the `proposal` to skip it, `arrived` (flows, at a join), `boundary`, `race`, `due`, `loop`.
    """

    id: str
    workflow: Game
    task_spec: ElementSpec
    internal_data: dict[str, Any]

    @property
    def parent(self) -> Token | None:
        """The token this one is inside of."""
        return self.workflow.tasks.get(self._parent)

    @property
    def children(self) -> list[Token]:
        """The tokens inside this one, oldest first."""
        return [self.workflow.tasks[key] for key in self._children]

    def _set_state(self, value: int) -> None:
        """Without the library's clock and log line: a replay must not know when it runs."""
        self._state = value

    def stands_at(self, stage: str) -> None:
        """Remember where the token's life goes on."""
        self.internal_data["stage"] = stage
