"""Drafts: what a person has typed into a task's form and not yet handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.errors import Conflict
from engine.house import Tx
from engine.store.queries import people as queries
from engine.values import dumps, to_utc


def get(tx: Tx, task_key: str, username: str) -> dict[str, Any] | None:
    """variables, version, saved_at; None when there is none."""
    return queries.draft_of(tx, task_key, username)


def save(
    tx: Tx, task_key: str, username: str, variables: Mapping[str, Any], *, version: int | None = None, at: datetime,
) -> int:
    """Keep a draft; `version` is the one that the page was opened with (0: none; None: whatever stands there is
    replaced), the new one is returned.

    Raises Conflict (`draft.stale`) when another window has saved since, LostRace when one saves at this moment.
    """
    before = get(tx, task_key, username)
    stored = before["version"] if before else 0
    if version is not None and stored != version:
        raise Conflict("draft.stale", task_key=task_key, version=stored, saved_at=before["saved_at"] if before else None)
    queries.put_draft(tx, stored, {
        "task_key": task_key, "username": username, "variables": dumps(variables), "saved_at": to_utc(at),
        "version": stored + 1,
    })
    return stored + 1


def drop(tx: Tx, task_key: str) -> None:
    """Forget every draft of a task: it is done."""
    queries.drop_drafts(tx, task_key)
