"""User tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal_column, or_, select

from engine.store.queries.reading import kept, many
from engine.store.schema import process_instance, user_task, user_task_candidate
from engine.store.transaction import Transaction

_TASKS = select(user_task, process_instance.c.business_key).join(
    process_instance, process_instance.c.instance_key == user_task.c.instance_key
)
_ONE = _TASKS.where(user_task.c.instance_key == bindparam("instance_key"), user_task.c.key == bindparam("key"))

# A literal, as the index `user_task_open` has it: a bound value would hide that the index serves.
_OPEN = user_task.c.state == literal_column("'created'")

#: Orders of the work list; the key last, so that pages do not overlap.
_ORDERS = {
    "due_at": (user_task.c.due_at.is_(None), user_task.c.due_at, user_task.c.created_at, user_task.c.key),
    "created_at": (user_task.c.created_at, user_task.c.key),
    "priority": (func.coalesce(user_task.c.priority, 50).desc(), user_task.c.created_at, user_task.c.key),
}


def get(tx: Transaction, instance_key: str, key: str) -> dict[str, Any] | None:
    """One task."""
    return kept(tx, _ONE, instance_key=instance_key, key=key)


def _offered(name: str, groups: Iterable[str]) -> ColumnElement[bool]:
    """Open, and theirs or nobody's while they are a candidate."""
    candidate = user_task_candidate
    listed = select(candidate.c.task_key).where(
        candidate.c.instance_key == user_task.c.instance_key, candidate.c.task_key == user_task.c.key,
        or_((candidate.c.kind == "user") & (candidate.c.name == name),
            (candidate.c.kind == "group") & candidate.c.name.in_(sorted(groups))),
    )
    mine = or_(user_task.c.assignee == name, user_task.c.assignee.is_(None) & listed.exists())
    return _OPEN & mine


def inbox(
    tx: Transaction, name: str, groups: Iterable[str], *, order: str, limit: int, offset: int
) -> list[dict[str, Any]]:
    """The open tasks that a person has or may take."""
    statement = _TASKS.where(_offered(name, groups)).order_by(*_ORDERS[order])
    return many(tx, statement.limit(limit).offset(offset))


def done(tx: Transaction, name: str, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """The tasks that a person has completed, the latest first."""
    statement = _TASKS.where(user_task.c.state == "completed", user_task.c.completed_by == name)
    return many(tx, statement.order_by(user_task.c.completed_at.desc(), user_task.c.key.desc()).limit(limit).offset(offset))


def inbox_count(tx: Transaction, name: str, groups: Iterable[str]) -> int:
    """How many `inbox` has."""
    counted = select(func.count()).select_from(user_task).where(_offered(name, groups))
    return int(tx.connection.execute(counted).scalar_one())


def search(tx: Transaction, wanted: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """Tasks whose columns equal `wanted`, in the order of their creation."""
    table = user_task
    statement = _TASKS.where(*(table.c[name] == value for name, value in wanted.items()))
    ordered = statement.order_by(table.c.created_at, func.length(table.c.key), table.c.key)
    return many(tx, ordered.limit(limit))
