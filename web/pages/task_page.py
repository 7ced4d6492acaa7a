"""The task page: form, check results, earlier opinions, deadline with its count, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template

from engine import attachment, audit, people, process_instance, user_task
from engine.errors import NotFound
from engine.events import Event
from engine.house import Tx
from engine.values import ZONE, from_utc
from web import access, permissions
from web.forms import check, definition, expressions, parse, view
from web.forms.check import Around
from web.forms.definition import Form
from web.forms.parse import Problem
from web.forms.typed import Typed, from_values
from web.pages import drafts
from web.pages.drafts import Draft
from web.shown import context, deadlines, history, opinions
from web.shown import values as show
from web.shown.naming import Naming
from web.site import actor, house, language, now, site, who

#: How much of the history stands beside the form; the case page has all of it.
LAST_STEPS = 12
#: A task without a form is only confirmed.
BARE: dict[str, Any] = {"$id": "", "title": {"zh": "办理", "en": "Do"}, "type": "object", "properties": {}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A task's form with everything that it is filled in and judged with."""

    task: dict[str, Any]
    form: Form
    around: Around
    draft: Draft
    #: Answers of the round before.
    before: Mapping[str, Any]
    people: dict[str, list[tuple[str, str]]]


def sheet(tx: Tx, key: str) -> Sheet:
    """Load a task's form, the case around it and the person's draft. Raises NotFound."""
    task = user_task.get(tx, key)
    form = form_of(tx, task)
    draft = drafts.load(tx, key, actor().name)
    people = _people(tx, form)
    return Sheet(
        task=task, form=form, draft=draft, people=people, before=_before(tx, task),
        around=Around(
            case={**process_instance.visible(tx, key), **process_instance.reads(tx, task["instance_key"])}, now=now(),
            files={kind: [{"name": file.name} for file in group] for kind, group in draft.files.items()},
            people={widget: frozenset(value for value, _ in options) for widget, options in people.items()},
        ),
    )


def form_of(tx: Tx, task: dict[str, Any]) -> Form:
    """The form of a task, pinned by its case; the bare one when it names none."""
    pinned = process_instance.form(tx, task["instance_key"], task["form_id"]) if task["form_id"] else BARE
    return definition.read(pinned)


def _people(tx: Tx, form: Form) -> dict[str, list[tuple[str, str]]]:
    """Choices of `unit` and `person` fields: the register of units, the accounts; only those that the form asks for."""
    widgets = {one.widget for asked in form.fields.values() for one in (asked, *asked.columns)}
    found: dict[str, list[tuple[str, str]]] = {}
    if "unit" in widgets:
        units = tx.house.registers(tx.connection).find("unit")
        found["unit"] = [(str(row["unit_id"]), str(row["name"])) for row in units]
    if "person" in widgets:
        accounts = [row for row in people.listing(tx) if not row["disabled"]]
        found["person"] = [(row["username"], row["display_name"]) for row in accounts]
    return found


def prefilled(one: Sheet) -> Typed:
    """What stands in the form before anybody typed: the answers of the round before, then the form's defaults."""
    values = dict(one.before)
    for name, asked in one.form.fields.items():
        if name not in values and asked.default is not None:
            values[name] = expressions.value(asked.default, one.around.case, one.around.now)
    return from_values(one.form, values)


def _before(tx: Tx, task: dict[str, Any]) -> Mapping[str, Any]:
    """What the same office answered the last time it had this form in this case: a second round starts from there.

    Other people's answers, and the case's variables of the same name, are never put into anybody's mouth.
    """
    done = user_task.search(tx, instance_key=task["instance_key"], state="completed")
    same = {row["key"] for row in done if all(row[name] == task[name] for name in ("form_id", "candidate_groups"))}
    if not same:
        return {}
    events = [one.event for one in process_instance.history(tx, task["instance_key"])]
    item = _item(events, task["key"])
    answered = [one for one in events if one.type == "user_task_completed" and one.element_instance_key in same]
    rounds = [one for one in answered if _item(events, str(one.element_instance_key)) == item]
    return rounds[-1].body["variables"] if rounds else {}


def _item(events: Sequence[Event], key: str) -> dict[str, Any]:
    """What a task of a 会签 is about: its own variables, so that one topic's answer is not offered for another."""
    changes = (one.body for one in events if one.type == "variable_changed" and one.body["scope"] == key)
    return {body["name"]: body["value"] for body in changes if body["name"] not in ("loopCounter", "due_at")}


def draw(key: str, typed: Typed | None = None, problems: Sequence[Problem] = (), stale: str = "") -> str:
    """The page; `typed` is what came and could not be accepted, `stale` why the task no longer waits for it."""
    with house().reading() as tx:
        one = sheet(tx, key)
        naming = Naming(tx)
        instance = one.task["instance_key"]
        recorded = process_instance.history(tx, instance)
        data = {
            "task": naming.task(one.task), "checks": _latest(audit.findings(tx, instance)),
            "attached": attachment.listing(tx, instance), "opinions": opinions.earlier(tx, recorded, key),
            "sees_case": permissions.allows("case.read", who(), _access(tx, instance)),
        }
    if typed is None:
        typed = one.draft.typed or prefilled(one)
    steps = history.steps(recorded, context.called(), language())
    drawn = _form(one, typed, problems)
    count, limit = _count(one.task, recorded[0].event)
    return render_template(
        "task.html", **data, **drawn, stale=stale, steps=steps[-LAST_STEPS:], count=count, limit=limit
    )


def _access(tx: Tx, instance: str) -> permissions.CaseAccess | None:
    try:
        return access.of_case(tx, instance)
    except NotFound:
        return None


def _form(one: Sheet, typed: Typed, problems: Sequence[Problem]) -> dict[str, Any]:
    values, _ = parse.values(one.form, typed)
    fixed = _fixed(one, values)
    told = view.faults(one.form, problems, language())
    drawing = view.Drawing(
        typed=typed, shown=_shown(one, values), language=language(), problems=problems, people=one.people, fixed=fixed
    )
    materials = one.form.attachments
    by_kind = {part.kind: [one for one in told if one.anchor == f"f-attachment-{part.kind}"] for part in materials}
    return {
        "form": one.form, "pages": view.pages(one.form, drawing), "faults": told, "materials": materials,
        "material_faults": by_kind, "draft_files": one.draft.files, "saved_at": one.draft.saved_at,
        "version": one.task["version"],
        "may_act": permissions.allows("task.act", who(), one.task),
    }


def _shown(one: Sheet, values: dict[str, Any]) -> frozenset[str]:
    """Without JavaScript nothing unfolds: a question that depends on another one of the same form stays in sight."""
    hidden = set(one.form.fields) - check.visible(one.form, values, one.around)
    unanswered = {name for name, asked in one.form.fields.items() if asked.asked and name not in values}
    waiting = {name for name in hidden if any(other in (one.form.fields[name].show_if or "") for other in unanswered)}
    return frozenset(set(one.form.fields) - hidden | waiting)


def _fixed(one: Sheet, values: dict[str, Any]) -> dict[str, str]:
    """The text of read-only values."""
    context_ = {**one.around.case, **values}
    found = {}
    for name, asked in one.form.fields.items():
        if asked.widget == "readonly":
            value = one.around.case.get(name)
            if value is None and asked.default is not None:
                value = expressions.value(asked.default, context_, one.around.now)
            found[name] = show.plain(value, language())
    return found


def _latest(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings of each check's last run."""
    last = {found["element_id"]: found["sequence"] for found in findings}
    return [found for found in findings if last[found["element_id"]] == found["sequence"]]


def _count(task: dict[str, Any], created: Event) -> tuple[deadlines.Count | None, Mapping[str, Any]]:
    """How the days were counted, and the parameter of the case's own set that gave their number."""
    if not task["due_at"]:
        return None, {}
    start = datetime.fromisoformat(task["due_from"] or task["created_at"])
    start = start if start.tzinfo else start.replace(tzinfo=ZONE)
    counted = deadlines.count(start, from_utc(task["due_at"]), site().working_day)
    return counted, (created.body.get("parameters") or {}).get(task["due_param"] or "", {})
