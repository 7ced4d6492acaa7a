"""Incidents in a list: where, since when, and who waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engine import incident, user_task
from engine.house import Tx
from engine.values import from_utc
from web import access
from web.shown.context import org_name
from web.shown.naming import Naming
from web.shown.trouble import told
from web.site import language, now, words

#: More open tasks of one case need not be counted.
MOST = 100


def age(row: Mapping[str, Any]) -> str:
    """How long it stands, or stood: `3 天`, `5 小时`."""
    until = from_utc(row["resolved_at"]) if row["resolved_at"] else now()
    passed = max(until - from_utc(row["created_at"]), timedelta(0))
    if passed >= timedelta(days=1):
        return words("ui.age_days", count=passed.days)
    return words("ui.age_hours", count=passed.seconds // 3600) if passed >= timedelta(hours=1) else words("ui.age_new")


def line(tx: Tx, naming: Naming, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the list: `text`, `age`, `project_name`, `process_name`, `place`, `unit` and `others`.

    `unit` is the organisation whose project waits; `others` how many tasks of the same case are open meanwhile.
    """
    case = {"business_key": row["business_key"], "instance_key": row["instance_key"]}
    unit = access.unit_of(tx, case)
    tasks = user_task.search(tx, instance_key=row["instance_key"], state="created", limit=MOST)
    return {
        **row, "text": told(row, language()), "age": age(row), "project_name": naming.project(row["business_key"]),
        "process_name": dict(naming.processes).get(row["process_id"], row["process_id"]),
        "place": incident.place(tx, row), "unit": org_name(unit) if unit else "", "others": len(tasks),
    }
