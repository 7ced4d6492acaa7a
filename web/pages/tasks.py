"""The work list, and claiming and releasing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import user_task
from engine.house import Tx
from web.guard import needs
from web.pages import handing_in, task_page
from web.shown.naming import Naming
from web.shown.paging import Page, offset
from web.site import actor, house, now

blueprint = Blueprint("tasks", __name__)
PAGE = 20
#: What a search looks through; the inbox of one person is far smaller.
SEARCHED = 1_000
SORTS: dict[str, user_task.Sort] = {"due": "due_at", "created": "created_at", "priority": "priority"}


@blueprint.get("/")
@needs("signed_in")
def home() -> Response:
    """The work list is the front page."""
    return redirect(url_for("tasks.inbox"))


@blueprint.get("/tasks")
@needs("task.list")
def inbox() -> str:
    """待办 (mine and my groups', by days left) and 已办."""
    tab = "done" if request.args.get("tab") == "done" else "open"
    query, whose = request.args.get("q", "").strip()[:80], request.args.get("whose", "all")
    sort = request.args.get("sort", "due") if request.args.get("sort") in SORTS else "due"
    with house().reading() as tx:
        naming = Naming(tx)
        narrowed = bool(query) or whose in ("mine", "free")
        start, limit = (0, SEARCHED) if narrowed else (offset(), PAGE + 1)
        found = [naming.task(row) for row in _read(tx, tab, sort, limit, start)]
    if narrowed:
        found = [row for row in found if _fits(row, query, whose)][offset():offset() + PAGE + 1]
    page = Page.of(offset(), PAGE, len(found))
    return render_template("tasks.html", tab=tab, q=query, whose=whose, sort=sort, rows=found[:PAGE], page=page)


def _read(tx: Tx, tab: str, sort: str, limit: int, start: int) -> list[dict[str, Any]]:
    if tab == "done":
        return user_task.done(tx, actor(), limit=limit, offset=start)
    return user_task.inbox(tx, actor(), limit=limit, offset=start, sort=SORTS[sort])


def _fits(row: dict[str, Any], query: str, whose: str) -> bool:
    text = " ".join(str(row[name] or "") for name in ("name", "project_name", "business_key", "process_name")).lower()
    owned = {"mine": row["assignee"] == actor().name, "free": not row["assignee"]}.get(whose, True)
    return owned and query.lower() in text


@blueprint.get("/tasks/<key>")
@needs("task.read", user_task.get)
def show(key: str) -> str:
    """The task page: the form with everything that helps to fill it in."""
    return task_page.draw(key)


@blueprint.post("/tasks/<key>")
@needs("task.answer", user_task.get)
def submit(key: str) -> Response | tuple[str, int]:
    """Save a draft or hand the form in."""
    return handing_in.take(key)


@blueprint.post("/tasks/<key>/claim")
@needs("task.answer", user_task.get)
def claim(key: str) -> Response:
    """Take a task that is offered to one of my groups."""
    house().perform(lambda tx: user_task.claim(tx, key, actor=actor(), at=now()))
    return redirect(url_for("tasks.show", key=key, said="claimed"))


@blueprint.post("/tasks/<key>/release")
@needs("task.release", user_task.get)
def release(key: str) -> Response:
    """Give a task back to the group."""
    house().perform(lambda tx: user_task.release(tx, key, actor=actor(), at=now()))
    return redirect(url_for("tasks.inbox", said="released"))
