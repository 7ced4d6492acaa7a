"""The snapshot: what can still move, as compact JSON; variables apart, one text a scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.kernel.game import Game
from engine.kernel.token import Token
from engine.values import dumps, loads


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """State of an instance after its newest fact."""

    #: JSON: ordinal, instance key, state, live tokens.
    state: str
    #: Scope key -> JSON object of variables. Complete when loaded.
    scopes: Mapping[str, str] = field(default_factory=dict)


def dump(game: Game) -> str:
    """The tokens and counters, in the order in which the tokens came into being.

    A kernel that was restored must go through them as one that was not; parents stand before their children.
    """
    rows: list[list[object]] = []
    for token in game.tasks.values():
        parent = token.parent
        rows.append([token.id, parent.id if parent else None, token.task_spec.name, token.state, token.internal_data])
    head = {"instance": game.instance, "ordinal": game.ordinal, "state": game.state}
    if game.paused_at is not None:
        head["paused_at"] = game.paused_at
    return dumps({**head, "tokens": rows})


def load(game: Game, snapshot: Snapshot) -> None:
    """Put tokens and variables back into an empty game."""
    stored = loads(snapshot.state)
    game.instance, game.ordinal, game.state = stored["instance"], stored["ordinal"], stored["state"]
    game.paused_at = stored.get("paused_at")
    for key, parent, spec, state, internal in stored["tokens"]:
        token = Token(game, game.plan.specs.task_specs[spec], game.tasks.get(parent), state, key)
        token.internal_data = internal
        if parent is None:
            game.task_tree = token
        if token.task_spec.asks(token):
            game.asking.add(token.id)
    for key, text in snapshot.scopes.items():
        game.scopes.load(key, loads(text))


def changed_scopes(game: Game) -> dict[str, str]:
    """Scopes that the current fact changed, as JSON."""
    return {key: dumps(game.scopes.get(key)) for key in sorted(game.scopes.changed)}
