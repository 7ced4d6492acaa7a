"""The snapshot: what can still move, a line a token; variables apart, one text a scope.

Of a joint review by a thousand people each vote loads and keeps the whole; so what a vote does not touch stays text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.kernel.game import Game
from engine.kernel.token import Token
from engine.values import dumps, loads, quoted

if TYPE_CHECKING:
    from engine.kernel.specs.element import ElementSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """State of an instance after its newest fact."""

    #: Ordinal, instance key, state, live tokens: see `dump`.
    state: str
    #: Scope key -> JSON object of variables. Complete when loaded.
    scopes: Mapping[str, str] = field(default_factory=dict)


def dump(game: Game) -> str:
    """The counters, then one line a token: key, parent, state, element, what it remembers.

    In the order in which the tokens came into being, parents before their children: a kernel that was restored must go
    through them as one that was not.
    """
    head = {"instance": game.instance, "ordinal": game.ordinal, "state": game.state}
    if game.paused_at is not None:
        head["paused_at"] = game.paused_at
    lines = [dumps(head)]
    for token in game.tasks.values():
        lines.append(f"{token.id}\t{token._parent or ''}\t{token._state}\t{quoted(token.task_spec.name)}\t{token.text}")
    return "\n".join(lines)


def load(game: Game, snapshot: Snapshot) -> None:
    """Put tokens and variables back into an empty game. What no fact asks for is not even parsed."""
    head, *lines = snapshot.state.split("\n")
    stored = loads(head)
    game.instance, game.ordinal, game.state = stored["instance"], stored["ordinal"], stored["state"]
    game.paused_at = stored.get("paused_at")
    specs: dict[str, ElementSpec] = {}
    for line in lines:
        key, parent, state, name, text = line.split("\t", 4)
        if name not in specs:
            specs[name] = game.plan.specs.task_specs[loads(name)]
        token = Token(game, specs[name], game.tasks.get(parent), int(state), key)
        token.text = text
        if not parent:
            game.task_tree = token
        if token.task_spec.asks(token):
            game.asking.add(token.id)
    for key, variables in snapshot.scopes.items():
        game.scopes.load(key, variables)


def changed_scopes(game: Game) -> dict[str, str]:
    """Scopes that the current fact changed, as JSON."""
    return {key: game.scopes.text(key) for key in sorted(game.scopes.changed)}
