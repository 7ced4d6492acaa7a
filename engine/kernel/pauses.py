"""Standing still: a suspended case, in which nothing moves, and a paused clock, by which deadlines move."""

from __future__ import annotations

import re

from engine.errors import Conflict
from engine.events import Event
from engine.kernel.game import Game
from engine.kernel.token import Token
from engine.model import Node
from engine.values import to_utc

#: What may still be recorded about a case that is suspended.
WHILE_SUSPENDED = frozenset({
    "instance_resumed", "instance_terminated", "comment_added", "attachment_added", "attachment_purged",
    "variables_corrected", "due_dates_recomputed", "body_erased", "document_typeset",
})
#: In a token: deadlines stand still because of it.
STOPS = "stops_clock"
#: A date timer that hangs on the deadline stands still with it.
_DEADLINE = re.compile(r"\bdue_at\b")


def suspended(game: Game, fact: Event) -> None:
    """instance_suspended: nothing moves until it is resumed; due times are kept."""
    game.state = "suspended"


def resumed(game: Game, fact: Event) -> None:
    """instance_resumed: it goes on; what became due meanwhile is due. Raises Conflict when it was not suspended."""
    if game.state != "suspended":
        raise Conflict("process_instance.not_suspended", key=game.instance)
    game.state = "active"
    game.changed = True


def clock_paused(game: Game, fact: Event) -> None:
    """clock_paused: deadlines that are counted by a parameter stand still. Raises Conflict when they do already."""
    if game.paused_at is not None:
        raise Conflict("clock.paused", key=game.instance, at=game.paused_at)
    _stop(game)


def clock_resumed(game: Game, fact: Event) -> None:
    """clock_resumed: they run on, later by the working days of the pause. Raises Conflict when they did not stand still."""
    if game.paused_at is None:
        raise Conflict("clock.not_paused", key=game.instance)
    _run_on(game)


def stop_for(token: Token) -> None:
    """The case waits at this element for somebody to whom its deadlines are not counted (property `clock`: supplements)."""
    game = token.workflow
    if game.paused_at is None:
        token.internal_data[STOPS] = True
        _stop(game)


def run_on_after(token: Token) -> None:
    """The element for which deadlines stood still is over; they stand on for another one that is still open."""
    game = token.workflow
    if not token.internal_data.pop(STOPS, False) or game.paused_at is None:
        return
    for other in game.tasks.values():
        if other is not token and stops_clock(other.task_spec.node) and other.internal_data.get("stage") == "outputs":
            other.internal_data[STOPS] = True
            return
    _run_on(game)


def stops_clock(node: Node) -> bool:
    """Whether deadlines stand still while a case is at this node: its property `clock` is `pause`."""
    return node.properties.get("clock") == "pause"


def _stop(game: Game) -> None:
    game.paused_at = to_utc(game.fact.at)
    for token in list(game.tasks.values()):
        if stands_still(token):
            _say(token, None)


def _run_on(game: Game) -> None:
    pause, game.paused_at = str(game.paused_at), None
    tokens = list(game.tasks.values())
    still = [token for token in tokens if stands_still(token)]
    for token in tokens:
        if "due" in token.internal_data and not stops_clock(token.task_spec.node):
            since = max(pause, token.internal_data["due"]["since"])
            token.internal_data["due"].setdefault("pauses", []).append([since, to_utc(game.fact.at)])
    for token in tokens:
        game.count_again(token)
    said = {event.element_instance_key for event in game.events if event.type == "due_date_changed"}
    for token in still:
        if token.id not in said:
            timer = token.internal_data.get("timer")
            _say(token, timer["due_at"] if timer else token.task_spec.due(token))


def stands_still(token: Token) -> bool:
    """Whether what the token waits for hangs on a deadline: an open user task, or a timer whose date names it.

    What stands at an element that stops the clock, or anywhere inside it, has a deadline of its own, which runs.
    """
    if _stops_itself(token):
        return False
    if "timer" in token.internal_data:
        date = token.task_spec.node.events[0].date
        return not token.internal_data.get("happened") and date is not None and _DEADLINE.search(date) is not None
    internal = token.internal_data
    open_task = token.task_spec.node.kind == "userTask" and internal.get("stage") == "outputs"
    return open_task and "due" in internal and "result" not in internal and "loop" not in internal


def _stops_itself(token: Token) -> bool:
    near: Token | None = token
    while near is not None:
        if stops_clock(near.task_spec.node):
            return True
        near = near.parent
    return False


def _say(token: Token, due_at: str | None) -> None:
    provisional = bool(token.internal_data.get("due", {}).get("provisional"))
    token.workflow.emit("due_date_changed", token, {"due_at": due_at, "provisional": provisional})
