"""Waiting for a timer or a message: subscriptions of catch events, receive tasks and boundary events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.kernel import times
from engine.kernel.plan import Stuck
from engine.kernel.specs.catching import event_starts
from engine.kernel.specs.deadlines import count_again, set_due
from engine.kernel.specs.element import spec_name
from engine.kernel.token import Token
from engine.model import EventDefinition, Node, Process
from engine.values import to_utc

#: Event kinds that a token waits for; errors are looked up when they are thrown.
WATCHED = ("timer", "message")


def watch(host: Token, process: Process) -> None:
    """Put a waiting token into `host` for each boundary event that needs one; all of them or, if one fails, none."""
    _wait(host, [(spec_name(process, node.id), node) for node in process.boundaries(host.task_spec.element_id)])


def watch_starts(scope: Token, process: Process) -> None:
    """The same for the start events of the event sub-processes in a scope."""
    _wait(scope, [(spec_name(process, node.id, inner=True), node) for node in event_starts(scope)])


def _wait(host: Token, events: Sequence[tuple[str, Node]]) -> None:
    game = host.workflow
    boundaries = [node for _, node in events if node.events[0].kind in WATCHED]
    tokens = [game.spawn(name, host, boundary=True) for name, node in events if node.events[0].kind in WATCHED]
    try:
        for token, node in zip(tokens, boundaries, strict=True):
            set_due(token, node.properties)
        wanted = [subscription(token, node.events[0]) for token, node in zip(tokens, boundaries, strict=True)]
    except Stuck:
        for token in tokens:
            game.discard(token)
        raise
    for token, node, body in zip(tokens, boundaries, wanted, strict=True):
        subscribe(token, node, body)


def subscription(token: Token, event: EventDefinition) -> dict[str, Any]:
    """What a timer or message event waits for, seen from `token`. Raises Stuck."""
    if event.kind == "message":
        return {"name": event.name, "correlation_key": correlation_key(token, event)}
    return schedule(token, event)


def correlation_key(token: Token, event: EventDefinition) -> str:
    """The key's text; without an expression messages match by name alone. Raises Stuck when the key is null."""
    if event.correlation_key is None:
        return ""
    value = token.workflow.json(token, event.correlation_key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Stuck("message.key", name=event.name, expression=event.correlation_key)
    return str(value)


def schedule(token: Token, event: EventDefinition) -> dict[str, Any]:
    """When a timer is due, counted from the fact's time. Raises Stuck."""
    game = token.workflow
    if event.cycle is not None:
        cycle = times.cycle(game.evaluate(token, event.cycle), game.fact.at)
        return {"due_at": to_utc(cycle.first), "every": cycle.every, "left": cycle.count, "repetition": 1}
    if event.duration is not None:
        due = times.after(game.fact.at, game.evaluate(token, event.duration))
    else:
        due = times.instant(game.evaluate(token, str(event.date)))
    return {"due_at": to_utc(due)}


def subscribe(token: Token, node: Node, body: Mapping[str, Any]) -> None:
    """Say what the token waits for; remember what a repetition needs."""
    event = node.events[0]
    if event.kind == "message":
        token.internal_data["message"] = dict(body)
        token.workflow.emit("message_subscribed", token, dict(body))
    else:
        token.internal_data["timer"] = dict(body)
        token.workflow.emit("timer_scheduled", token, timer_body(token, node))


def timer_body(token: Token, node: Node) -> dict[str, Any]:
    """The body of `timer_scheduled`."""
    timer = token.internal_data["timer"]
    host = token.parent if node.kind == "boundaryEvent" else token
    provisional = bool(host and host.internal_data.get("due", {}).get("provisional"))
    kind = "boundary" if node.kind == "boundaryEvent" else "catch"
    body = {"due_at": timer["due_at"], "provisional": provisional, "interrupting": node.interrupting, "kind": kind}
    return {**body, "repetition": timer["repetition"]} if "repetition" in timer else body


def repeat(token: Token, node: Node) -> bool:
    """Wait again, if there is anything to wait for: for the same message, or for the next repetition of a cycle.

    A repetition is counted from the last due time so that time does not shift.
    """
    if "message" in token.internal_data:
        token.workflow.emit("message_subscribed", token, dict(token.internal_data["message"]))
        return True
    timer = token.internal_data.get("timer", {})
    if "every" not in timer or timer["left"] == 1:
        return False
    timer["due_at"] = to_utc(times.after(times.instant(timer["due_at"].replace("Z", "+00:00")), timer["every"]))
    timer["left"] = timer["left"] and timer["left"] - 1
    timer["repetition"] += 1
    token.workflow.emit("timer_scheduled", token, timer_body(token, node))
    return True


def unsubscribe(token: Token, node: Node) -> None:
    """Say that nothing is waited for any more."""
    kind = node.events[0].kind if node.events else "none"
    if kind == "message":
        token.workflow.emit("message_unsubscribed", token, {})
    elif kind == "timer":
        token.workflow.emit("timer_cancelled", token, {})


def reschedule(token: Token) -> None:
    """Evaluate a waiting date timer again, because a deadline that it may hang on has changed."""
    count_again(token)
    node = token.task_spec.node
    timer = token.internal_data.get("timer")
    if timer is None or not node.events or node.events[0].date is None:
        return
    due_at = schedule(token, node.events[0])["due_at"]
    if due_at != timer["due_at"]:
        timer["due_at"] = due_at
        provisional = timer_body(token, node)["provisional"]
        token.workflow.emit("due_date_changed", token, {"due_at": due_at, "provisional": provisional})
