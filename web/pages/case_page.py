"""The case page: where the case stands, how it came there, and what was decided on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, url_for

from engine import attachment, audit, document, incident, process_instance, user_task
from engine.audit import Difference
from engine.house import Tx
from engine.values import from_utc
from web import access, permissions
from web.forms.definition import Field
from web.shown import context, history, opinions, trouble
from web.shown import values as show
from web.shown.history import Step
from web.shown.naming import Naming
from web.site import house, language, who, words
from web.words import pick

OPEN_TASKS = 200


def draw(key: str, step: int | None, differences: Sequence[Difference] | None = None) -> str:
    """The page at a step (None: now); `differences` are what a verification found."""
    with house().reading() as tx:
        recorded = process_instance.history(tx, key)
        steps = history.steps(recorded, context.called(), language())
        step = min(step, len(steps)) if step is not None else len(steps)
        data = _data(tx, key) | {"variables": _told(_variables(tx, key, steps, step), opinions.fields_of_case(tx, key))}
    data["case"]["events"] = len(recorded)
    verdicts = {} if differences is None else {"verdicts": differences}
    return render_template("case.html", **data, **verdicts, steps=steps, step=step, diagram=_diagram(key, steps, step))


def _data(tx: Tx, key: str) -> dict[str, Any]:
    naming = Naming(tx)
    open_tasks = [naming.task(row) for row in user_task.search(tx, instance_key=key, state="created", limit=OPEN_TASKS)]
    dated = [task for task in open_tasks if task["due_at"]]
    return {
        "case": naming.case(process_instance.get(tx, key)), "holders": list(Counter(_holder(task) for task in open_tasks).items()),
        "since": from_utc(max(task["created_at"] for task in open_tasks)) if open_tasks else None,
        "next": min(dated, key=lambda task: task["due_at"], default=None),
        "incidents": [{**row, "text": trouble.told(row, language())} for row in incident.list_open(tx, instance_key=key)],
        "checks": audit.findings(tx, key), "gates": [_gate(row) for row in audit.gates(tx, key)], "decisions": audit.decisions(tx, key),
        "documents": document.listing(tx, key), "attached": attachment.listing(tx, key),
        "may_verify": permissions.allows("case.verify", who(), access.of_case(tx, key)),
    }


def _gate(row: Mapping[str, Any]) -> dict[str, Any]:
    """A gate's evaluation with its reasons in words, and the rule that decided with its version."""
    rule = row["rule"] or {}
    decided = rule.get("decision") or rule.get("handler") or ""
    version = str(rule.get("digest", ""))[:12]
    reasons = [history.reason(one, language()) for one in row["reasons"] or ()]
    return {**row, "told": reasons, "decided": f"{decided} {version}".strip()}


def _holder(task: Mapping[str, Any]) -> str:
    held = context.names(task["assignee"]) if task["assignee"] else context.group_names(task["candidate_groups"])
    return f"{task['name']}{words('ui.colon')}{held}"


def _variables(tx: Tx, key: str, steps: Sequence[Step], step: int) -> dict[str, Any]:
    """The case's own variables at a step."""
    if step >= len(steps):
        return process_instance.variables(tx, key)
    if step == 0:
        return {}
    then: dict[str, dict[str, Any]] = audit.state_at(tx, key, steps[step - 1].sequence)["variables"]
    return then.get(key, {})


def _told(values: Mapping[str, Any], fields: Mapping[str, Field]) -> list[tuple[str, str, str]]:
    """(name, label, text) of every value; those that a form asked for first, in the words of that form."""
    rows = [
        (name, pick(fields[name].label, language()), opinions.text_of(fields[name], value))
        if name in fields and value is not None else (name, "", show.plain(value, language()))
        for name, value in values.items()
    ]
    return sorted(rows, key=lambda row: (not row[1], row[0]))


def _diagram(key: str, steps: Sequence[Step], step: int) -> dict[str, Any]:
    return {
        "url": url_for("cases.diagram", key=key), "step": step, "label": words("ui.diagram"),
        "failed": words("ui.diagram_failed"),
        "steps": [{"entered": one.entered, "left": one.left, "flows": one.flows} for one in steps],
    }
