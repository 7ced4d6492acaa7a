"""Skipping: one person proposes that a held element counts as done, another one confirms it."""

from __future__ import annotations

from engine.errors import Conflict, Forbidden, Invalid
from engine.events import Event
from engine.kernel.game import Game
from engine.kernel.plan import Skip, Stuck


def proposed(game: Game, fact: Event) -> None:
    """skip_proposed {incident_key, variables, flows, event, reason}: kept until it is confirmed, declined or replaced.

    Raises NotFound when the incident is not open.
    """
    body = fact.body
    game.held(body["incident_key"]).internal_data["proposal"] = {
        "by": fact.actor, "variables": body.get("variables") or {}, "flows": body.get("flows") or [],
        "event": body.get("event"), "reason": body["reason"],
    }


def declined(game: Game, fact: Event) -> None:
    """skip_declined {incident_key, reason}: the proposal is void. Raises NotFound, Conflict when there is none."""
    key = fact.body["incident_key"]
    if game.held(key).internal_data.pop("proposal", None) is None:
        raise Conflict("incident.not_proposed", key=key)


def skipped(game: Game, fact: Event) -> None:
    """incident_skipped {incident_key, …}: what was proposed happens; the body repeats it for readers.

    Raises NotFound, Conflict (nothing is proposed), Forbidden (the same person), Invalid (it cannot be done in this way).
    """
    key = fact.body["incident_key"]
    token = game.held(key)
    proposal = token.internal_data.get("proposal")
    if proposal is None:
        raise Conflict("incident.not_proposed", key=key)
    if proposal["by"] == fact.actor:
        raise Forbidden("incident.same_person", key=key, by=fact.actor)
    skip = Skip(
        variables=proposal["variables"], flows=tuple(proposal["flows"]), event=proposal["event"],
        reason=proposal["reason"], people=(proposal["by"], fact.actor),
    )
    game.free(token)
    if skip.event is not None:
        token.internal_data.setdefault("without", []).append(skip.event)
        token.task_spec.resume(token)
        return
    try:
        token.task_spec.skip(token, skip)
    except Stuck as stuck:
        raise Invalid("incident.skip_fails", element_id=token.task_spec.element_id, reason=stuck.code) from stuck
