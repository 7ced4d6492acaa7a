"""An element instance: SpiffWorkflow's task, with its key for an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task

from engine.values import dumps, loads

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
    #: What it remembers, as it came from the snapshot, until somebody asks.
    _text: str | None = None
    _remembered: dict[str, Any]

    # Not the library's: that one reads the clock.
    def __init__(self, game: Game, spec: ElementSpec, parent: Token | None, state: int, key: str) -> None:
        self.id = key
        self.workflow = game
        self.task_spec = spec
        self.triggered = False
        self.data: dict[str, Any] = {}
        self._remembered = {}
        self._state = state
        self._parent = parent.id if parent is not None else None
        self._children: list[str] = []
        game.tasks[key] = self
        if parent is not None:
            parent._children.append(key)

    @property
    def internal_data(self) -> dict[str, Any]:
        """What it remembers."""
        if self._text is not None:
            self._remembered, self._text = loads(self._text), None
        return self._remembered

    @internal_data.setter
    def internal_data(self, value: dict[str, Any]) -> None:
        self._remembered, self._text = value, None

    @property
    def text(self) -> str:
        """What it remembers as JSON."""
        return dumps(self._remembered) if self._text is None else self._text

    @text.setter
    def text(self, value: str) -> None:
        self._text = value

    @property
    def parent(self) -> Token | None:
        """The token this one is inside of."""
        return self.workflow.tasks.get(self._parent or "")

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
