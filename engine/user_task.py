"""User tasks: the work list, and what a person may do with a task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from engine.house import Actor, Tx

Sort = Literal["due_at", "created_at", "priority"]


def inbox(tx: Tx, actor: Actor, *, limit: int = 50, offset: int = 0, sort: Sort = "due_at") -> list[dict[str, Any]]:
    """Open tasks that `actor` has claimed or may take, as `get` gives them."""
    raise NotImplementedError


def inbox_count(tx: Tx, actor: Actor) -> int:
    """How many tasks `inbox` holds in all."""
    raise NotImplementedError


def search(tx: Tx, *, instance_key: str | None = None, state: str | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """Tasks of a case, or of all, in the order of their creation. For pages that check the right to see them themselves."""
    raise NotImplementedError


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One task: key, instance_key, process_id, business_key, element_id, name, form_id, assignee, candidate_groups (list),
    candidate_users (list), lane, state (created|completed|cancelled), due_at, due_provisional, follow_up_at, priority, clause,
    documentation, loop_counter, created_at, completed_at, completed_by, changed_at, changed_by, version. Raises NotFound.
    Times are stored UTC text."""
    raise NotImplementedError


def permitted(task: Mapping[str, Any], actor: Actor) -> bool:
    """May `actor` complete the task: is it theirs, or is it nobody's yet and they are a candidate?"""
    raise NotImplementedError


def claim(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Take a task. Raises NotFound, Conflict (over, or somebody else has it), Forbidden (no candidate)."""
    raise NotImplementedError


def release(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Give a task back to its candidates. Raises NotFound, Conflict, Forbidden (not the assignee)."""
    raise NotImplementedError


def assign(tx: Tx, key: str, assignee: str, *, actor: Actor, at: datetime) -> None:
    """Hand a task to somebody. Who may do that is the caller's check. Raises NotFound, Conflict."""
    raise NotImplementedError


def complete(
    tx: Tx, key: str, *, variables: Mapping[str, Any], actor: Actor, at: datetime, version: int | None = None,
) -> None:
    """Complete a task with what its form gave. The web has validated `variables` against the form.

    `version` is the task's revision that the person saw. Raises NotFound, Conflict (`user_task.over` with who and when,
    `user_task.stale` with who changed it and when), Forbidden.
    """
    raise NotImplementedError
