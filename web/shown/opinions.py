"""What people said earlier in the case: each completed task with its answers under the form's labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine import process_instance, user_task
from engine.errors import NotFound
from engine.events import Recorded
from engine.house import Tx
from web.forms import definition
from web.forms.definition import Field
from web.shown import values as show
from web.site import language
from web.words import pick

#: Tasks of one case whose forms are looked at.
MOST_TASKS = 2_000


def earlier(tx: Tx, recorded: Sequence[Recorded], except_task: str) -> list[dict[str, Any]]:
    """Completed tasks of a history, oldest first: name, by, at, answers [(label, text)]."""
    done = [one.event for one in recorded if one.event.type == "user_task_completed"]
    found = []
    for event in done:
        if event.element_instance_key and event.element_instance_key != except_task:
            task = user_task.get(tx, event.element_instance_key)
            answers = _answers(_fields(tx, task), event.body.get("variables") or {})
            found.append({"name": task["name"], "by": event.actor, "at": event.at, "answers": answers})
    return found


def fields_of_case(tx: Tx, key: str) -> Mapping[str, Field]:
    """Every question that a form of the case has asked, by name; of two the later counts."""
    found: dict[str, Field] = {}
    forms = {task["form_id"]: task for task in user_task.search(tx, instance_key=key, limit=MOST_TASKS)}
    for task in forms.values():
        found |= _fields(tx, task)
    return found


def _fields(tx: Tx, task: Mapping[str, Any]) -> Mapping[str, Field]:
    if not task["form_id"]:
        return {}
    try:
        return definition.read(process_instance.form(tx, task["instance_key"], task["form_id"])).fields
    except NotFound:
        return {}


def _answers(fields: Mapping[str, Field], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (pick(fields[name].label, language()), text_of(fields[name], value))
        for name, value in values.items() if name in fields and value is not None
    ]


def text_of(asked: Field, value: Any) -> str:
    """One answer as people read it."""
    if asked.widget == "rows" and isinstance(value, list):
        labels = {column.name: column for column in asked.columns}
        lines = [
            "，".join(text_of(labels[name], cell) for name, cell in row.items() if name in labels and cell is not None)
            for row in value if isinstance(row, Mapping)
        ]
        return "；".join(lines)
    if asked.widget == "money":
        return show.money(value, language())
    if asked.widget == "date":
        return show.day(value, language())
    if asked.widget == "datetime":
        return show.time(value, language())
    if asked.options and not isinstance(value, list):
        return pick(asked.options.get(str(value)) or str(value), language())
    return show.plain(value, language())
