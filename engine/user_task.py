"""User tasks: the work list, and what a person may do with a task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from engine import keys, process_instance
from engine.errors import Conflict, Forbidden, NotFound
from engine.events import Event
from engine.house import Actor, Tx
from engine.store.queries import people
from engine.store.queries import task as queries

Sort = Literal["due_at", "created_at", "priority"]


def inbox(tx: Tx, actor: Actor, *, limit: int = 50, offset: int = 0, sort: Sort = "due_at") -> list[dict[str, Any]]:
    """Open tasks that `actor` has claimed or may take, as `get` gives them."""
    return queries.inbox(tx, actor.name, actor.groups, order=sort, limit=limit, offset=offset)


def done(tx: Tx, actor: Actor, *, limit: int = 50, offset: int = 0) -> list[dict[str, Any]]:
    """Tasks that `actor` has completed, the latest first, as `get` gives them."""
    return queries.done(tx, actor.name, limit=limit, offset=offset)


def inbox_count(tx: Tx, actor: Actor) -> int:
    """How many tasks `inbox` holds in all."""
    return queries.inbox_count(tx, actor.name, actor.groups)


def search(tx: Tx, *, instance_key: str | None = None, state: str | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """Tasks of a case, or of all, in the order of their creation. For pages that check the right to see them themselves."""
    given = {"instance_key": instance_key, "state": state}
    return queries.search(tx, {name: value for name, value in given.items() if value is not None}, limit)


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One task: key, instance_key, process_id, business_key, element_id, name, form_id, assignee, candidate_groups (list),
    candidate_users (list), lane, state (created|completed|cancelled), due_at, due_param, due_from, due_provisional, follow_up_at, priority,
    clause, documentation, loop_counter, created_at, completed_at, completed_by, changed_at, changed_by, version (the
    sequence of the event that last touched it). Times are stored UTC text. Raises NotFound.
    """
    found = queries.get(tx, keys.instance_of(key), key)
    if found is None:
        raise NotFound("user_task.unknown", key=key)
    return found


def hold(tx: Tx, key: str) -> None:
    """Before a task is read to decide about it: see `process_instance.hold`."""
    process_instance.hold(tx, keys.instance_of(key))


def permitted(task: Mapping[str, Any], actor: Actor) -> bool:
    """May `actor` complete the task: is it theirs, or is it nobody's yet and they are a candidate?"""
    if actor.unrestricted:
        return True
    if task["assignee"] is not None:
        return bool(task["assignee"] == actor.name)
    return candidate(task, actor)


def candidate(task: Mapping[str, Any], actor: Actor) -> bool:
    """Is the task offered to `actor`, by name or by group?"""
    return actor.name in task["candidate_users"] or not actor.groups.isdisjoint(task["candidate_groups"])


def claim(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Take a task. Raises NotFound, Conflict (over, or somebody else has it), Forbidden (no candidate)."""
    task = _open(tx, key)
    if task["assignee"] == actor.name:
        return
    if task["assignee"] is not None:
        raise Conflict("user_task.claimed", key=key, assignee=task["assignee"], at=task["changed_at"])
    _require(permitted(task, actor), task, actor)
    _advance(tx, task, "user_task_claimed", {"assignee": actor.name}, actor=actor, at=at)


def release(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Give a task back to its candidates. Raises NotFound, Conflict, Forbidden (not the assignee)."""
    task = _open(tx, key)
    if task["assignee"] is None:
        return
    _require(permitted(task, actor), task, actor)
    _advance(tx, task, "user_task_released", {}, actor=actor, at=at)


def assign(tx: Tx, key: str, assignee: str, *, actor: Actor, at: datetime) -> None:
    """Hand a task to somebody. Who may do that is the caller's check. Raises NotFound, Conflict."""
    _advance(tx, _open(tx, key), "user_task_assigned", {"assignee": assignee}, actor=actor, at=at)


def complete(
    tx: Tx, key: str, *, variables: Mapping[str, Any], actor: Actor, at: datetime, version: int | None = None,
) -> None:
    """Complete a task with what its form gave. The web has validated `variables` against the form.

    `version` is the task's revision that the person saw. Raises NotFound, Conflict (`user_task.over` with who and when,
    `user_task.stale` with who changed it and when), Forbidden, Invalid (`variables` are no JSON).
    """
    task = _open(tx, key)
    _require(permitted(task, actor), task, actor)
    if version is not None and version != task["version"]:
        raise Conflict("user_task.stale", key=key, by=task["changed_by"], at=task["changed_at"], version=task["version"])
    _advance(tx, task, "user_task_completed", {"variables": variables}, actor=actor, at=at)
    people.drop_drafts(tx, key)


def _open(tx: Tx, key: str) -> dict[str, Any]:
    """The task, if it can still be worked on. Raises NotFound, Conflict."""
    hold(tx, key)
    task = get(tx, key)
    if task["state"] != "created":
        raise Conflict(
            "user_task.over", key=key, state=task["state"], by=task["completed_by"] or task["changed_by"],
            at=task["completed_at"] or task["changed_at"],
        )
    return task


def _require(granted: bool, task: Mapping[str, Any], actor: Actor) -> None:
    if not granted:
        raise Forbidden("user_task.forbidden", key=task["key"], actor=actor.name, assignee=task["assignee"])


def _advance(
    tx: Tx, task: Mapping[str, Any], type: str, body: Mapping[str, Any], *, actor: Actor, at: datetime
) -> None:
    process_instance.advance(tx, task["instance_key"], Event(
        type=type, at=at, actor=actor.name, body=body, element_id=task["element_id"], element_instance_key=task["key"],
        is_fact=True,
    ))
