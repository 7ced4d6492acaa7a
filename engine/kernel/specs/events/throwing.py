"""What events throw, by the kind of their definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.kernel.plan import Stuck
from engine.kernel.specs.events.catching import catcher, go_on
from engine.kernel.specs.events.signals import hear, listeners
from engine.kernel.specs.events.waiting import correlation_key
from engine.kernel.token import Token
from engine.model import EventDefinition

Payload = Mapping[str, Any]


def message(token: Token, event: EventDefinition, payload: Payload) -> bool | None:
    """To whom it concerns. Raises Stuck when the key is null."""
    body = {"name": event.name, "correlation_key": correlation_key(token, event), "variables": dict(payload)}
    token.workflow.emit("message_thrown", token, body)
    return None


def signal(token: Token, event: EventDefinition, payload: Payload) -> bool | None:
    """To everybody who waits for it now: here at once, elsewhere by way of the outbox. False when that ends the token."""
    game, heard = token.workflow, dict(payload)
    game.emit("signal_thrown", token, {"name": event.name, "variables": heard})
    token.internal_data["thrown"] = True
    hear(listeners(game, event.name), heard)
    del token.internal_data["thrown"]
    return None if token.id in game.tasks else False


def escalation(token: Token, event: EventDefinition, payload: Payload) -> bool | None:
    """To the nearest catcher, if there is one. False when that ends the token with its scope."""
    found = catcher(token.task_spec.throws_from(token), "escalation", event.name)
    if found is None:
        return None
    return outwards(token, lambda: go_on(found, payload))


def error(token: Token, event: EventDefinition, payload: Payload) -> bool | None:
    """To the nearest catcher; it ends the token with its scope. Raises Stuck when nobody catches it."""
    found = catcher(token.task_spec.throws_from(token), "error", event.name)
    if found is None:
        raise Stuck("error.uncaught", error=event.name)
    return outwards(token, lambda: go_on(found, payload))


def outwards(token: Token, happen: Callable[[], None]) -> bool | None:
    """Let what is thrown happen; the throwing event is complete although that may end its scope."""
    token.internal_data["thrown"] = True
    happen()
    del token.internal_data["thrown"]
    return None if token.id in token.workflow.tasks else False


#: How each kind is thrown: False when the token waits or has ended, None when it goes on.
THROW: Mapping[str, Callable[[Token, EventDefinition, Payload], bool | None]] = {
    "message": message, "signal": signal, "escalation": escalation, "error": error,
}
#: Of several definitions those that let the token go on are thrown first.
ORDER = ("none", "link", "message", "signal", "escalation", "compensate", "error", "cancel", "terminate")
