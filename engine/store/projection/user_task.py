"""The work list. A task's `version` is the sequence of the last event that touched it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at, row
from engine.store.rows import Change, Drop, Put, Set
from engine.values import stored


def created(recorded: Recorded) -> Iterator[Change]:
    """user_task_created"""
    body = recorded.event.body
    groups, users = list(body.get("candidate_groups") or ()), list(body.get("candidate_users") or ())
    yield Put(schema.user_task, _touched(
        recorded, process_id=body.get("process_id"), element_id=recorded.event.element_id, name=body["name"],
        form_id=body.get("form_id"), assignee=body.get("assignee"), candidate_groups=stored(groups),
        candidate_users=stored(users), lane=body.get("lane"), state="created", due_at=body.get("due_at"),
        due_param=body.get("due_param"), due_from=body.get("due_from"),
        due_provisional=bool(body.get("due_provisional")), follow_up_at=body.get("follow_up_at"),
        clause=body.get("clause"), documentation=body.get("documentation"), created_at=at(recorded),
        priority=_whole(body.get("priority")), loop_counter=body.get("loop_counter"),
    ))
    for kind, names in (("group", groups), ("user", users)):
        for name in names:
            yield Put(schema.user_task_candidate, {
                "instance_key": recorded.stream, "task_key": recorded.event.element_instance_key, "kind": kind,
                "name": name,
            })


def assigned(recorded: Recorded) -> Iterator[Change]:
    """user_task_claimed, user_task_assigned"""
    yield Set(schema.user_task, _touched(recorded, assignee=recorded.event.body["assignee"]))


def released(recorded: Recorded) -> Iterator[Change]:
    """user_task_released"""
    yield Set(schema.user_task, _touched(recorded, assignee=None))


def completed(recorded: Recorded) -> Iterator[Change]:
    """user_task_completed"""
    yield Set(schema.user_task, _touched(
        recorded, state="completed", completed_at=at(recorded), completed_by=recorded.event.actor,
    ))
    yield _off_the_list(recorded)


def cancelled(recorded: Recorded) -> Iterator[Change]:
    """user_task_cancelled"""
    yield Set(schema.user_task, _touched(recorded, state="cancelled"))
    yield _off_the_list(recorded)


def _whole(priority: Any) -> int | None:
    """Zeebe's priorities are whole numbers from 0 to 100."""
    return int(priority) if isinstance(priority, int | Decimal) else None


def _touched(recorded: Recorded, **values: Any) -> dict[str, Any]:
    return row(
        recorded, version=recorded.sequence, changed_at=at(recorded), changed_by=recorded.event.actor, **values
    )


def _off_the_list(recorded: Recorded) -> Drop:
    return Drop(schema.user_task_candidate, {
        "instance_key": recorded.stream, "task_key": recorded.event.element_instance_key,
    })
