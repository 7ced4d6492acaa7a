"""The house's own streams: what is deployed, who holds which role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at
from engine.store.rows import Change, Drop, Put


def deployment_created(recorded: Recorded) -> Iterator[Change]:
    """deployment_created {key, reason, definitions: [{process_id, version, digest, pins, name, source,
    messages: [{element_id, name}], signals: [{element_id, name}]}], resources: [{kind, id, version, digest, name, source}]}"""
    body = recorded.event.body
    signed = {"at": at(recorded), "by": recorded.event.actor}
    yield Put(schema.deployment, {"key": body["key"], "reason": body.get("reason"), **signed})
    for definition in body.get("definitions") or ():
        yield Put(schema.process_definition, {
            **{name: definition.get(name) for name in ("process_id", "version", "digest", "pins", "name", "source")},
            "deployment_key": body["key"], **signed,
        })
        yield from _starts(definition)
    for resource in body.get("resources") or ():
        yield Put(schema.resource, {
            **{name: resource.get(name) for name in ("kind", "id", "version", "digest", "name", "source")},
            "deployment_key": body["key"], **signed,
        })


def _starts(definition: dict[str, Any]) -> Iterator[Change]:
    """The newest version alone can be begun by a message or a signal."""
    for table, begun_by in ((schema.message_start, "messages"), (schema.signal_start, "signals")):
        yield Drop(table, {"process_id": definition["process_id"]})
        for start in definition.get(begun_by) or ():
            yield Put(table, {
                "process_id": definition["process_id"], "version": definition["version"],
                "element_id": start["element_id"], "name": start["name"],
            })


def role_granted(recorded: Recorded) -> Iterator[Change]:
    """user_role_granted {username, role}"""
    body = recorded.event.body
    yield Put(schema.account_role, {
        "username": body["username"], "role": body["role"], "at": at(recorded), "by": recorded.event.actor,
    })


def role_revoked(recorded: Recorded) -> Iterator[Change]:
    """user_role_revoked {username, role}"""
    yield Drop(schema.account_role, {
        "username": recorded.event.body["username"], "role": recorded.event.body["role"],
    })
