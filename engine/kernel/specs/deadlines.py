"""Deadlines: the property `param`, due dates of tasks, and counting them again when a calendar is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from engine.kernel import times
from engine.kernel.plan import Stuck
from engine.kernel.token import Token
from engine.values import ZONE, from_utc, to_utc

if TYPE_CHECKING:
    from engine.kernel.game import Environment

#: Name of the limit by which the length of a pause is counted.
PAUSE = "pause"


def set_due(token: Token, properties: Mapping[str, str]) -> None:
    """Set the local `due_at` by the property `param`, counted from `param_from` or the fact's time. Raises Stuck.

    `param` names a limit or is FEEL for the name: the same step may have a shorter limit in urgent cases.
    """
    if "param" not in properties:
        return
    game = token.workflow
    name, parameters = game.json(token, properties["param"]), game.parameters()
    if not isinstance(name, str) or name not in parameters:
        raise Stuck("parameter.unknown", parameter=name)
    start = game.evaluate(token, properties["param_from"]) if "param_from" in properties else game.fact.at.astimezone(ZONE)
    if isinstance(start, str):
        start = times.parse(start)
    if not isinstance(start, date):
        raise Stuck("parameter.start", parameter=name, expression=properties.get("param_from"))
    due = game.environment.due(name, start, parameters, game.fact.body["calendar"])
    token.internal_data["due"] = {
        "param": name, "start": start.isoformat(), "provisional": due.provisional, "since": to_utc(game.fact.at),
    }
    game.set_local(token, "due_at", to_utc(due.at))


def due_of(token: Token) -> Mapping[str, Any]:
    """How the deadline was counted: {param, start, provisional}; empty without one."""
    counted: Mapping[str, Any] = token.internal_data.get("due", {})
    return counted


def moment(token: Token, expression: str | None) -> str | None:
    """An expression's instant as it is stored, or None."""
    if expression is None:
        return None
    value = token.workflow.evaluate(token, expression)
    return None if value is None else to_utc(times.instant(value))


def count_again(token: Token) -> bool:
    """Count the deadline by the fact's calendar; True when `due_at` or its being provisional changed."""
    game, due = token.workflow, token.internal_data.get("due")
    if due is None:
        return False
    calendar = game.fact.body["calendar"]
    new = game.environment.due(due["param"], times.parse(due["start"]), game.parameters(), calendar)
    at, provisional = new.at, new.provisional
    for begun, ended in due.get("pauses", ()):
        at, uncertain = later(game.environment, at, (from_utc(begun), from_utc(ended)), calendar)
        provisional = provisional or uncertain
    if game.scopes.get(token.id).get("due_at") == to_utc(at) and due["provisional"] == provisional:
        return False
    due["provisional"] = provisional
    game.set_local(token, "due_at", to_utc(at))
    return True


def later(
    environment: Environment, at: datetime, pause: tuple[datetime, datetime], calendar: str
) -> tuple[datetime, bool]:
    """When a deadline runs out that stood still during a pause, and whether the calendar may still change that.

    One that ends with a day moves by the working days that ended in the pause, the day of its beginning not counted (as
    for every limit); one that runs by the hour moves by the pause's length.
    """
    if at.astimezone(ZONE).time() != time(0):
        return at + (pause[1] - pause[0]), False
    days, uncertain = 0, False
    while True:
        ended = environment.due(PAUSE, pause[0], _days(days + 1), calendar)
        uncertain = uncertain or ended.provisional
        if ended.at > pause[1]:
            break
        days += 1
    if days == 0:
        return at, False
    moved = environment.due(PAUSE, (at - timedelta.resolution).astimezone(ZONE).date(), _days(days), calendar)
    return moved.at, uncertain or moved.provisional


def _days(days: int) -> Mapping[str, Any]:
    """A parameter set whose only limit is so many working days."""
    return {PAUSE: {"value": days, "unit": "working_days"}}
