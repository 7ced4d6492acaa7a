"""Incidents: a case that cannot go on until somebody mends something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine import keys, process_instance
from engine.errors import NotFound
from engine.events import Event
from engine.house import Actor, Tx
from engine.lifecycle import expect
from engine.store.queries import work as queries


def list_open(tx: Tx, *, instance_key: str | None = None, limit: int = 100, offset: int = 0) -> list[dict[str, Any]]:
    """Open incidents, oldest first: key, instance_key, process_id, business_key, element_id, code, message, data, created_at."""
    wanted = {"state": "open", **({"instance_key": instance_key} if instance_key is not None else {})}
    return queries.incidents(tx, wanted, limit, offset)


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One incident, open or resolved. Raises NotFound."""
    found = queries.incident_of(tx, keys.instance_of(key), key)
    if found is None:
        raise NotFound("incident.unknown", key=key)
    return found


def resolve(
    tx: Tx, key: str, *, actor: Actor, at: datetime, variables: Mapping[str, Any] | None = None, reason: str = "",
) -> None:
    """Try again, after correcting `variables` of the root scope if given. Raises NotFound, Conflict when it is resolved already."""
    process_instance.hold(tx, keys.instance_of(key))
    row = get(tx, key)
    expect("incident", key, row["state"], "resolved")
    if variables:
        process_instance.correct(tx, row["instance_key"], variables=variables, reason=reason, actor=actor, at=at)
    process_instance.advance(tx, row["instance_key"], Event(
        type="incident_resolved", at=at, actor=actor.name, body={"incident_key": key, "reason": reason},
        element_id=row["element_id"], element_instance_key=row["element_instance_key"], is_fact=True,
    ))
