"""Attachments: what is known about a file; its bytes lie elsewhere under their SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from engine import keys, process_instance, user_task
from engine.errors import Conflict, Forbidden, NotFound
from engine.events import Event, fact
from engine.house import Actor, Tx
from engine.store.queries import case as queries


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file: `digest` SHA-256 of its bytes, `size` in bytes, `type` pdf|docx|…, `kind` as the form names it."""

    digest: str
    name: str
    size: int
    type: str
    kind: str
    field: str | None = None


def add(tx: Tx, task_key: str, file: File, *, actor: Actor, at: datetime) -> str:
    """Note a file that `actor` has handed in with an open task; its key `INSTANCE-SEQUENCE`. Raises NotFound, Conflict, Forbidden."""
    user_task.hold(tx, task_key)
    task = user_task.get(tx, task_key)
    if task["state"] != "created":
        raise Conflict("user_task.over", key=task_key, by=task["changed_by"], at=task["changed_at"])
    if not user_task.permitted(task, actor):
        raise Forbidden("user_task.forbidden", key=task_key, actor=actor.name)
    recorded = process_instance.advance(tx, task["instance_key"], Event(
        type="attachment_added", at=at, actor=actor.name, body=asdict(file), element_id=task["element_id"],
        element_instance_key=task_key, is_fact=True,
    ))
    return f"{task['instance_key']}-{recorded[0].sequence}"


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One attachment: key, instance_key, task_key, digest, name, size, type, kind, field, at, by, purged_at, purged_by.
    Raises NotFound."""
    instance, _, sequence = key.partition("-")
    numbered = sequence.isascii() and sequence.isdigit() and len(sequence) <= 9
    found = queries.attachment(tx, keys.instance_of(instance), int(sequence)) if numbered else None
    if found is None:
        raise NotFound("attachment.unknown", key=key)
    return _keyed(found)


def listing(tx: Tx, instance_key: str, *, task_key: str | None = None) -> list[dict[str, Any]]:
    """The attachments of a case, or of one task of it, oldest first; purged ones included."""
    rows = queries.entries(tx, "attachment", instance_key)
    return [_keyed(row) for row in rows if task_key is None or row["task_key"] == task_key]


def purge(tx: Tx, key: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """Note that a file was removed; the caller removes the bytes when `in_use` says no. Raises NotFound, Conflict."""
    row = get(tx, key)
    if row["purged_at"] is not None:
        raise Conflict("attachment.purged", key=key, by=row["purged_by"], at=row["purged_at"])
    body = {"sequence": row["sequence"], "digest": row["digest"], "reason": reason}
    process_instance.advance(
        tx, row["instance_key"], fact("attachment_purged", at, actor.name, body, row["task_key"])
    )


def in_use(tx: Tx, digest: str) -> bool:
    """Does any attachment that is not purged still need these bytes?"""
    return queries.attachment_in_use(tx, digest)


def _keyed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": f"{row['instance_key']}-{row['sequence']}", **row}
