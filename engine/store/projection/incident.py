"""What stands still, what was proposed about it, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at
from engine.store.rows import Change, Put, Set
from engine.values import stored

#: What a proposal says about the step.
PROPOSED = ("variables", "flows", "event", "reason")


def created(recorded: Recorded) -> Iterator[Change]:
    """incident_created"""
    event = recorded.event
    yield Put(schema.incident, {
        "instance_key": recorded.stream, "key": event.body["incident_key"], "element_id": event.element_id,
        "element_instance_key": event.element_instance_key, "code": event.body["code"],
        "message": event.body.get("message"), "data": stored(event.body.get("data") or {}), "state": "open",
        "created_at": at(recorded), "scope": event.body.get("scope"),
    })


def resolved(recorded: Recorded) -> Iterator[Change]:
    """incident_resolved: tried again."""
    yield _ended(recorded, "resolved", recorded.event.body.get("reason"))


def skipped(recorded: Recorded) -> Iterator[Change]:
    """incident_skipped: it counts as done; who proposed that stays in the row."""
    yield _ended(recorded, "skipped", recorded.event.body["reason"])


def closed(recorded: Recorded) -> Iterator[Change]:
    """incident_closed: something else ended the step."""
    yield _ended(recorded, "closed", recorded.event.body["reason"])


def proposed(recorded: Recorded) -> Iterator[Change]:
    """skip_proposed: a new proposal takes the place of the last."""
    event = recorded.event
    proposal = stored({name: event.body[name] for name in PROPOSED})
    yield _row(recorded, proposed_by=event.actor, proposed_at=at(recorded), proposal=proposal)


def declined(recorded: Recorded) -> Iterator[Change]:
    """skip_declined"""
    yield _row(recorded, proposed_by=None, proposed_at=None, proposal=None)


def _ended(recorded: Recorded, state: str, reason: str | None) -> Change:
    return _row(recorded, state=state, resolved_at=at(recorded), resolved_by=recorded.event.actor, reason=reason)


def _row(recorded: Recorded, **values: Any) -> Change:
    key = recorded.event.body["incident_key"]
    return Set(schema.incident, {"instance_key": recorded.stream, "key": key, **values})
