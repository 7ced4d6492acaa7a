"""Signals: heard by everybody who waits at that moment, in this instance at once, in others by a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.kernel.token import Token

if TYPE_CHECKING:
    from engine.kernel.game import Game


def listeners(game: Game, name: str | None) -> list[Token]:
    """The tokens that wait for a signal, oldest first; those held by an incident do not hear."""
    return [
        token
        for token in game.tasks.values()
        if token.internal_data.get("signal", {}).get("name") == name
        and not (token.internal_data.get("happened") or "incident" in token.internal_data)
    ]


def hear(tokens: list[Token], variables: Mapping[str, Any]) -> None:
    """Let a signal happen to these tokens; one that another has ended by then no longer hears it."""
    for token in tokens:
        if token.workflow.tasks.get(token.id) is token:
            token.task_spec.trigger(token, variables)
