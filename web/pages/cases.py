"""Cases: the list, one case with its history and diagram, and the auditor's verification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from engine import audit, process_instance
from engine.house import Tx
from web import access, permissions
from web.guard import needs
from web.pages import case_page
from web.shown.naming import Naming
from web.shown.paging import Page, offset
from web.site import house, who

blueprint = Blueprint("cases", __name__)
PAGE = 20
#: Newest cases among which those of a unit or a lane are looked for.
LOOKED_THROUGH = 2_000
STATES = ("active", "completed", "terminated")


@blueprint.get("/cases")
@needs("case.list")
def listing() -> str:
    """All cases for those who oversee them; one's own for everybody else."""
    wanted = {
        "business_key": request.args.get("project", "").strip()[:80] or None,
        "process_id": request.args.get("process", "")[:80] or None,
        "state": request.args.get("state") if request.args.get("state") in STATES else None,
    }
    with house().reading() as tx:
        naming = Naming(tx)
        found = [naming.case(row) for row in _visible(tx, wanted, offset(), PAGE + 1)]
        processes = naming.processes
    return render_template(
        "cases.html", rows=found[:PAGE], page=Page.of(offset(), PAGE, len(found)), processes=processes,
        project=wanted["business_key"] or "", process=wanted["process_id"], chosen_state=wanted["state"],
    )


def _visible(tx: Tx, wanted: dict[str, Any], start: int, limit: int) -> Sequence[dict[str, Any]]:
    if permissions.allows("case.list_all", who()):
        return process_instance.search(tx, **wanted, limit=limit, offset=start)
    rows = process_instance.search(tx, **wanted, limit=LOOKED_THROUGH)
    seen = (row for row in rows if permissions.allows("case.read", who(), access.of_case(tx, row["instance_key"])))
    return [row for at, row in enumerate(seen) if at < start + limit][start:]


@blueprint.get("/cases/<key>")
@needs("case.read", access.of_case)
def show(key: str) -> str:
    """One case; `?step=n` shows it as it stood after the n-th step."""
    return case_page.draw(key, _step())


@blueprint.post("/cases/<key>/verify")
@needs("case.verify", access.of_case)
def verify(key: str) -> str:
    """Check the chain of the case's history and play its facts again."""
    with house().reading() as tx:
        differences = [*audit.verify(tx, key), *audit.replay(tx, key)]
    return case_page.draw(key, None, differences)


@blueprint.get("/cases/<key>/diagram")
@needs("case.read", access.of_case)
def diagram(key: str) -> Response:
    """The BPMN file that the case plays."""
    with house().reading() as tx:
        content = process_instance.diagram(tx, key)
    headers = {"Content-Disposition": "attachment; filename=case.bpmn"}
    return Response(content, mimetype="application/xml", headers=headers)


def _step() -> int | None:
    text = request.args.get("step", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
