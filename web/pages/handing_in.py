"""Handing a form in, or saving it: nothing that was typed or attached is ever lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from engine import attachment, draft, process_instance, user_task
from engine.errors import Conflict, Forbidden, Invalid
from engine.house import Tx
from engine.values import ZONE
from handlers.secrecy.markers import Marker, markers
from web import effects, permissions, refusals
from web.forms import check, typed
from web.forms.definition import Attachment
from web.forms.parse import Problem
from web.forms.typed import Typed
from web.pages import drafts, task_page
from web.pages.task_page import Sheet
from web.site import actor, house, now, site, who
from web.uploads import attachments, door
from web.uploads.attachments import Stored

Files = Mapping[str, Sequence[Stored]]


def take(key: str) -> Response | tuple[str, int]:
    """Save what came; hand it in when that was asked for and nothing is wrong with it."""
    if effects.answered() is not None:
        return _submitted()
    with house().reading() as tx:
        one = task_page.sheet(tx, key)
    written, strangers = typed.collect(one.form, _Answers())
    if strangers:
        raise Invalid("form.unlisted", fields="、".join(strangers[:10]))
    marked = door.problems(written, _markers())
    files, problems = _files(one)
    problems += marked
    try:
        _save(key, door.without(written, marked), files)
        if marked:
            return task_page.draw(key, written, problems), 422
        withheld = [problem for problem in problems if problem.code == "withheld"]
        if request.form.get("action") != "submit" and not withheld:
            return redirect(url_for("tasks.show", key=key, said="saved", _anchor=_anchor()))
        checked = check.check(one.form, written, _with_files(one, files))
        problems = [*problems, *checked.problems]
        if problems:
            return task_page.draw(key, written, problems), 422
        effects.follow_up(effects.once(lambda tx: _complete(tx, key, dict(checked.values), files)))
    except Conflict as conflict:
        return task_page.draw(key, written, stale=refusals.sentence(conflict)), 409
    return _submitted()


def _submitted() -> Response:
    return redirect(url_for("tasks.inbox", said="submitted"))


def _markers() -> tuple[Marker, ...]:
    """The markers in force today."""
    _, limits = house().parameters(now().astimezone(ZONE).date())
    return markers(tuple(limits["P_secrecy_markers"]["value"]))


class _Answers:
    """The request's fields without those that carry files."""

    def keys(self) -> list[str]:
        return list(request.form.keys())

    def getlist(self, key: str) -> list[str]:
        return request.form.getlist(key)


def _anchor() -> str | None:
    """Where a person was: the table to which a line was added."""
    name = request.form.get("add_row") or request.form.get("remove_row", "").split(".")[0]
    return f"f-{name}" if name else None


def _save(key: str, written: Typed, files: Files) -> None:
    """Keep the draft; lines that a person removed are gone from it."""
    row, _, number = request.form.get("remove_row", "").partition(".")
    if number.isdigit() and row in written and int(number) < len(written[row]):
        written[row] = [line for at, line in enumerate(written[row]) if at != int(number)]

    house().perform(lambda tx: draft.save(tx, key, actor().name, drafts.body(written, files), at=now()))


def _files(one: Sheet) -> tuple[Files, list[Problem]]:
    """The files of the draft and those that came now; what is not let in becomes a problem of its material."""
    found: dict[str, list[Stored]] = {kind: list(group) for kind, group in one.draft.files.items()}
    problems: list[Problem] = []
    kinds = {part.kind: part for part in one.form.attachments}
    _remove(found)
    for name in request.files:
        kind = name.removeprefix("attachment.")
        if not name.startswith("attachment.") or kind not in kinds:
            raise Invalid("form.unlisted", fields=name[:80])
        for sent in request.files.getlist(name):
            if sent.filename:
                problem = _keep(one, found.setdefault(kind, []), (sent.filename, sent.read()), kinds[kind])
                problems += [problem] if problem else []
    return found, problems


def _remove(found: dict[str, list[Stored]]) -> None:
    kind, _, digest = request.form.get("remove_file", "").partition(":")
    if kind in found:
        found[kind] = [file for file in found[kind] if file.digest != digest]


def _keep(one: Sheet, group: list[Stored], sent: tuple[str, bytes], part: Attachment) -> Problem | None:
    """Add a file to those of its kind; the problem when it is not let in or withheld."""
    filename, content = sent
    allowed = tuple(kind for kind in part.types if kind in site().settings.upload_types)
    try:
        if len(group) >= attachments.MOST:
            raise Invalid("file.many", limit=attachments.MOST)
        attachments.require(filename, content, allowed, site().attachments.largest)
        stored = door.withheld(filename, content, _markers())
        if stored is None or stored.digest in (one.around.case.get("cleared_files") or ()):
            stored = site().attachments.keep(filename, content, allowed)
    except Invalid as refused:
        return Problem(f"attachment.{part.kind}", f"errors.{refused.code}", refused.data)
    if stored.digest not in {file.digest for file in group}:
        group.append(stored)
    return Problem(f"attachment.{part.kind}", "withheld", clause="40") if stored.markers else None


def _with_files(one: Sheet, files: Files) -> check.Around:
    return check.Around(
        case=one.around.case, now=one.around.now, people=one.around.people,
        files={kind: [{"name": file.name} for file in group] for kind, group in files.items()},
    )


def _complete(tx: Tx, key: str, values: dict[str, Any], files: Files) -> str:
    """Attach the files and complete the task, in one transaction, if it is still what the person saw; the case's key."""
    user_task.hold(tx, key)
    task = user_task.get(tx, key)
    seen = request.form.get("version", "")
    if task["state"] != "created":
        raise Conflict("user_task.over", by=task["completed_by"] or "", at=task["completed_at"] or "")
    if seen != str(task["version"]):
        raise Conflict("user_task.stale", by=task["changed_by"] or "", at=task["changed_at"] or "")
    if not permissions.allows("task.act", who(), task):
        raise Forbidden("forbidden")
    for kind, group in files.items():
        for file in (one for one in group if not one.markers):
            known = attachment.File(digest=file.digest, name=file.name, size=file.size, type=file.type, kind=kind)
            attachment.add(tx, key, known, actor=actor(), at=now())
    user_task.complete(tx, key, variables=values | _withheld(tx, key, files), actor=actor(), at=now())
    return str(task["instance_key"])


def _withheld(tx: Tx, key: str, files: Files) -> dict[str, Any]:
    """The files that were not stored, beside those of earlier tasks: what the secrecy review is told."""
    new = [
        {"digest": file.digest, "kind": kind, "markers": list(file.markers)}
        for kind, group in files.items() for file in group if file.markers
    ]
    if not new:
        return {}
    before = process_instance.visible(tx, key).get("withheld_files") or []
    told = {file["digest"] for file in new}
    return {"withheld_files": [*(file for file in before if file["digest"] not in told), *new]}
