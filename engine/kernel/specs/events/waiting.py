"""Waiting for a timer, a message, a signal or a condition: the subscriptions of events and receive tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.kernel import times
from engine.kernel.plan import Stuck
from engine.kernel.specs.deadlines import count_again, set_due
from engine.kernel.specs.element import spec_name
from engine.kernel.specs.events.catching import event_starts
from engine.kernel.token import Token
from engine.kernel.variables import BUSINESS_KEY
from engine.model import EventDefinition, Node, Process
from engine.values import from_utc, to_utc

#: In a token: it waits for its message once the case has its number.
LATER = "later"


def watch(host: Token, process: Process) -> None:
    """Put a waiting token into `host` for each boundary event that needs one; all of them or, if one fails, none."""
    _wait(host, [(spec_name(process, node.id), node) for node in process.boundaries(host.task_spec.element_id)])


def watch_starts(scope: Token, process: Process) -> None:
    """The same for the start events of the event sub-processes in a scope."""
    _wait(scope, [(spec_name(process, node.id, inner=True), node) for node in event_starts(scope)])


def _wait(host: Token, events: Sequence[tuple[str, Node]]) -> None:
    game, without = host.workflow, host.internal_data.get("without", ())
    watching = [
        game.spawn(name, host, boundary=True)
        for name, node in events
        if node.id not in without and any(event.kind in AWAITED for event in node.events)
    ]
    wanted: list[tuple[Token, EventDefinition, dict[str, Any]]] = []
    for token in watching:
        try:
            set_due(token, token.task_spec.node.properties)
            wanted += () if _for_later(token) else _wanted(token)
        except Stuck as stuck:
            for other in watching:
                drop(other)
            # The host is held, and it is this event that is to be mended, or left out.
            raise Stuck(stuck.code, **stuck.data, event=token.task_spec.element_id) from stuck
    for waiting, event, body in wanted:
        subscribe(waiting, event, body)


def _for_later(token: Token) -> bool:
    """Whether the start of an event sub-process must wait for the case's number before it can wait for its message."""
    if unnumbered(token) and any(event.kind == "message" for event in token.task_spec.node.events):
        token.internal_data[LATER] = True
        token.workflow.ask(token)
    return LATER in token.internal_data


def unnumbered(token: Token) -> bool:
    """Whether a token stands in the root scope of a case that gets its business key with a variable, and has none yet."""
    scope = token.parent
    if scope is None or scope.parent is not None:
        return False
    name = token.task_spec.process.properties.get(BUSINESS_KEY)
    return name is not None and token.workflow.scopes.get(scope.id).get(name) is None


def wait(token: Token) -> None:
    """Wait for what the element's event says. Raises Stuck, and then nothing is waited for."""
    try:
        wanted = _wanted(token)
    except Stuck:
        for trigger in triggers(token):
            drop(trigger)
        raise
    for waiting, event, body in wanted:
        subscribe(waiting, event, body)


def _wanted(token: Token) -> list[tuple[Token, EventDefinition, dict[str, Any]]]:
    """Who waits for what: the token itself, or of an event with several definitions one trigger inside it for each."""
    game, spec = token.workflow, token.task_spec
    awaited = [(number, event) for number, event in enumerate(spec.node.events) if event.kind in AWAITED]
    if len(spec.node.events) == 1:
        waiting = [(token, event) for _number, event in awaited]
    else:
        come = token.internal_data.get("come", ())
        waiting = [
            (game.spawn(trigger_name(spec.process, spec.node, number), token, boundary=True), event)
            for number, event in awaited
            if number not in come
        ]
    return [(one, event, AWAITED[event.kind](one, event)) for one, event in waiting]


def trigger_name(process: Process, node: Node, number: int) -> str:
    """Name of the spec that waits for one of several definitions of an event."""
    return f"{spec_name(process, node.id)}~{number}"


def triggers(token: Token) -> list[Token]:
    """The tokens inside an event that wait for one of its definitions each."""
    return [child for child in token.children if "~" in child.task_spec.name]


def drop(token: Token) -> None:
    """Forget a waiting token and its triggers, without a word."""
    for trigger in triggers(token):
        token.workflow.discard(trigger)
    token.workflow.discard(token)


# --- what is waited for, by the kind of event ------------------------------------------------------------------------


def _message(token: Token, event: EventDefinition) -> dict[str, Any]:
    return {"name": event.name, "correlation_key": correlation_key(token, event)}


def _signal(token: Token, event: EventDefinition) -> dict[str, Any]:
    return {"name": event.name}


def _condition(token: Token, event: EventDefinition) -> dict[str, Any]:
    return {"met": False}


def schedule(token: Token, event: EventDefinition) -> dict[str, Any]:
    """When a timer is due, counted from the fact's time. Raises Stuck."""
    game = token.workflow
    if event.cycle is not None:
        cycle = times.cycle(game.evaluate(token, event.cycle), game.fact.at)
        body = {"due_at": to_utc(cycle.first), "every": cycle.every, "left": cycle.count, "repetition": 1}
        return body if cycle.end is None else {**body, "end": to_utc(cycle.end)}
    if event.duration is not None:
        due = times.after(game.fact.at, game.evaluate(token, event.duration))
    else:
        due = times.instant(game.evaluate(token, str(event.date)))
    return {"due_at": to_utc(due)}


#: Event kinds that a token waits for, and what exactly, seen from it; errors are looked up when they are thrown.
AWAITED: Mapping[str, Callable[[Token, EventDefinition], dict[str, Any]]] = {
    "message": _message, "timer": schedule, "signal": _signal, "conditional": _condition,
}


def correlation_key(token: Token, event: EventDefinition) -> str:
    """The key's text; without an expression messages match by name alone. Raises Stuck when the key is null."""
    if event.correlation_key is None:
        return ""
    value = token.workflow.json(token, event.correlation_key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Stuck("message.key", name=event.name, expression=event.correlation_key)
    return str(value)


# --- the life of a subscription --------------------------------------------------------------------------------------


def subscribe(token: Token, event: EventDefinition, body: Mapping[str, Any]) -> None:
    """Say what the token waits for; remember what a repetition needs."""
    token.internal_data[event.kind] = dict(body)
    token.internal_data.pop("happened", None)
    _announce(token)


def _announce(token: Token) -> None:
    game, internal = token.workflow, token.internal_data
    if "message" in internal:
        game.emit("message_subscribed", token, dict(internal["message"]))
    elif "signal" in internal:
        game.emit("signal_subscribed", token, dict(internal["signal"]))
    elif "conditional" in internal:
        game.ask(token)
    else:
        game.emit("timer_scheduled", token, timer_body(token))


def timer_body(token: Token) -> dict[str, Any]:
    """The body of `timer_scheduled`."""
    timer, node = token.internal_data["timer"], token.task_spec.node
    waiting = token.parent if token.parent is not None and token in triggers(token.parent) else token
    host = waiting.parent if node.kind == "boundaryEvent" else waiting
    provisional = bool(host and host.internal_data.get("due", {}).get("provisional"))
    kind = "boundary" if node.kind == "boundaryEvent" else "catch"
    body = {"due_at": timer["due_at"], "provisional": provisional, "interrupting": node.interrupting, "kind": kind}
    return {**body, "repetition": timer["repetition"]} if "repetition" in timer else body


def come(token: Token) -> None:
    """What the token waited for has come; a signal's subscription is closed (a fact closes the others)."""
    token.internal_data["happened"] = True
    if "signal" in token.internal_data:
        token.workflow.emit("signal_unsubscribed", token, {})


def repeat(token: Token) -> bool:
    """Wait again, if there is anything to wait for: the same message, signal or condition, or the next turn of a cycle.

    A turn is counted from the last due time so that time does not shift.
    """
    timer = token.internal_data.get("timer")
    if timer is not None:
        if "every" not in timer or timer["left"] == 1:
            return False
        end = from_utc(timer["end"]) if "end" in timer else None
        turn = times.following(from_utc(timer["due_at"]), timer["every"], end)
        if turn is None:
            return False
        timer["due_at"] = to_utc(turn)
        timer["left"] = timer["left"] and timer["left"] - 1
        timer["repetition"] += 1
    del token.internal_data["happened"]
    _announce(token)
    return True


def turns(token: Token) -> bool:
    """Whether the timer that has come is a cycle with another turn, which is waited for then."""
    return "every" in token.internal_data.get("timer", ()) and repeat(token)


def unsubscribe(token: Token) -> None:
    """Say that nothing is waited for any more, unless it has come."""
    if token.internal_data.get("happened"):
        return
    for kind, type in (
        ("message", "message_unsubscribed"), ("signal", "signal_unsubscribed"), ("timer", "timer_cancelled"),
    ):
        if kind in token.internal_data:
            token.workflow.emit(type, token, {})


def ask(token: Token, condition: str) -> bool:
    """Whether a conditional event happens now: its condition is true and was not when it was last asked. Raises Stuck."""
    waiting = token.internal_data["conditional"]
    before, waiting["met"] = waiting["met"], token.workflow.evaluate(token, condition) is True
    return waiting["met"] and not before


def reschedule(token: Token) -> None:
    """Evaluate a waiting date timer again, because a deadline that it may hang on has changed."""
    count_again(token)
    for trigger in triggers(token):
        reschedule(trigger)
    node, timer = token.task_spec.node, token.internal_data.get("timer")
    if timer is None or node.events[0].date is None:
        return
    due_at = schedule(token, node.events[0])["due_at"]
    if due_at != timer["due_at"]:
        timer["due_at"] = due_at
        provisional = timer_body(token)["provisional"]
        token.workflow.emit("due_date_changed", token, {"due_at": due_at, "provisional": provisional})
