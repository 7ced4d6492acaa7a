"""How cases and tasks are called on a page: the project's name, the process's name, the time left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine import process_instance
from engine.house import Tx
from engine.values import from_utc
from web.shown import deadlines
from web.site import now, site


class Naming:
    """Looks names up once a request."""

    def __init__(self, tx: Tx) -> None:
        self._registers = tx.house.registers(tx.connection)
        deployed = process_instance.startable(tx)
        self._processes = {row["process_id"]: row["name"] or row["process_id"] for row in deployed}
        self._projects: dict[str, str] = {}

    @property
    def processes(self) -> list[tuple[str, str]]:
        """(process id, name) of everything that is deployed, by name."""
        return sorted(self._processes.items(), key=lambda pair: pair[1])

    def project(self, number: str | None) -> str:
        """The name of a project; its number when the ledger does not hold it."""
        if not number:
            return "—"
        if number not in self._projects:
            row = self._registers.get("project", number)
            self._projects[number] = str(row["name"]) if row and row.get("name") else number
        return self._projects[number]

    def task(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """A task with `project_name`, `process_name`, `left` and `last_day`."""
        due = from_utc(task["due_at"]) if task["due_at"] else None
        return {
            **task, "project_name": self.project(task["business_key"]),
            "process_name": self._processes.get(task["process_id"], task["process_id"]),
            "left": deadlines.left(due, now(), site().working_day),
            "last_day": deadlines.last_day(due) if due else None,
        }

    def case(self, case: Mapping[str, Any]) -> dict[str, Any]:
        """A case with `project_name`."""
        return {**case, "project_name": self.project(case["business_key"])}
