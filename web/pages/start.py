"""What a person may start, and starting it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import process_instance, user_task
from engine.errors import NotFound
from engine.house import Tx
from web import effects, permissions
from web.guard import needs
from web.site import actor, house, now, who, words

blueprint = Blueprint("start", __name__)


def definition_of(tx: Tx, process_id: str) -> dict[str, Any]:
    """The newest version of a process with its `start_roles` and `documentation`. Raises NotFound."""
    for row in catalogue_of(tx):
        if row["process_id"] == process_id:
            return row
    raise NotFound("process.unknown", process_id=process_id)


def catalogue_of(tx: Tx) -> list[dict[str, Any]]:
    """Every deployed process with the roles that may start it by hand; a process that names none has none."""
    rows = []
    for row in process_instance.startable(tx):
        drawn = tx.house.definitions.of(tx, row["pins"]).definition.processes[row["process_id"]]
        roles = tuple(role.strip() for role in drawn.properties.get("start_roles", "").split(",") if role.strip())
        rows.append({**row, "start_roles": roles, "documentation": drawn.documentation})
    return rows


@blueprint.get("/start")
@needs("process.list")
def catalogue() -> str:
    """The processes that the person may start, each with the projects of their unit."""
    return _page("")


@blueprint.post("/start/<process_id>")
@needs("process.start", definition_of)
def begin(process_id: str) -> Response | tuple[str, int]:
    """Start a process about one of the person's projects."""
    number = request.form.get("project", "")
    with house().reading() as tx:
        project = next((row for row in _projects(tx) if row["project_no"] == number), None)
    if project is None:
        return _page(words("ui.choose_project")), 422
    variables = {"project_no": number, "unit_id": project["unit_id"]}
    key = effects.once(lambda tx: process_instance.start(
        tx, process_id, variables=variables, business_key=number, actor=actor(), at=now()
    ))
    effects.follow_up(key)
    return redirect(_next(key))


def _next(key: str) -> str:
    """The first task of the new case when it is the starter's own, else the case."""
    with house().reading() as tx:
        created = user_task.search(tx, instance_key=key, state="created")
    mine = [task for task in created if permissions.allows("task.act", who(), task)]
    if mine:
        return url_for("tasks.show", key=mine[0]["key"], said="started")
    return url_for("cases.show", key=key, said="started")


def _projects(tx: Tx) -> list[dict[str, Any]]:
    """The projects that a person may start something about: all for those who see every case, else their units'."""
    registers = tx.house.registers(tx.connection)
    if permissions.allows("case.list_all", who()):
        return [dict(row) for row in registers.find("project")]
    return [dict(row) for unit in sorted(who().orgs) for row in registers.find("project", unit_id=unit)]


def _page(problem: str) -> str:
    with house().reading() as tx:
        offered = [row for row in catalogue_of(tx) if permissions.allows("process.start", who(), row)]
        projects = [(row["project_no"], row.get("name") or "") for row in _projects(tx)]
    return render_template("start.html", processes=offered, projects=projects, problem=problem)
