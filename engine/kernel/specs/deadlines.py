"""Deadlines: the property `param`, due dates of tasks, and counting them again when a calendar is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.kernel import times
from engine.kernel.plan import Stuck
from engine.kernel.token import Token
from engine.values import to_utc


def set_due(token: Token, properties: Mapping[str, str]) -> None:
    """Set the local `due_at` by the property `param`, counted from `param_from` or the fact's time. Raises Stuck."""
    name = properties.get("param")
    if name is None:
        return
    game = token.workflow
    parameters = game.parameters()
    if name not in parameters:
        raise Stuck("parameter.unknown", parameter=name)
    start = game.evaluate(token, properties["param_from"]) if "param_from" in properties else game.fact.at
    if isinstance(start, str):
        start = times.parse(start)
    if not isinstance(start, date):
        raise Stuck("parameter.start", parameter=name, expression=properties.get("param_from"))
    due = game.environment.due(name, start, parameters, game.fact.body["calendar"])
    token.internal_data["due"] = {"param": name, "start": start.isoformat(), "provisional": due.provisional}
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
    new = game.environment.due(
        due["param"], times.parse(due["start"]), game.parameters(), game.fact.body["calendar"]
    )
    if game.scopes.get(token.id).get("due_at") == to_utc(new.at) and due["provisional"] == new.provisional:
        return False
    due["provisional"] = new.provisional
    game.set_local(token, "due_at", to_utc(new.at))
    return True
