"""Who a case concerns, as the permission table asks it."""

from __future__ import annotations

from typing import Any

from engine import process_instance, user_task
from engine.house import Tx
from web.permissions import CaseAccess

#: A case of record has fewer tasks than that; later ones add nobody who was not there before.
MOST_TASKS = 2_000


def of_case(tx: Tx, key: str) -> CaseAccess:
    """The unit of a case and everybody to whom one of its tasks was offered. Raises NotFound."""
    case = process_instance.get(tx, key)
    tasks = user_task.search(tx, instance_key=key, limit=MOST_TASKS)
    return CaseAccess(
        unit=unit_of(tx, case),
        groups=frozenset(group for task in tasks for group in task["candidate_groups"]),
        people=frozenset(
            name for task in tasks
            for name in (task["assignee"], task["completed_by"], *task["candidate_users"]) if name
        ) | {case["started_by"]},
    )


def unit_of(tx: Tx, case: dict[str, Any]) -> str | None:
    """The unit that a case is about: its project's, or the one that it was started with."""
    project = tx.house.registers(tx.connection).get("project", case["business_key"] or "")
    if project is not None and project.get("unit_id"):
        return str(project["unit_id"])
    unit = process_instance.variables(tx, case["instance_key"]).get("unit_id")
    return str(unit) if unit else None
