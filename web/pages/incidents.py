"""Cases that cannot go on until somebody mends something."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import incident
from engine.house import Tx
from web import effects
from web.guard import needs
from web.shown.paging import Page, offset
from web.site import actor, house, now, words
from web.words import known

blueprint = Blueprint("incidents", __name__)
PAGE = 20


@blueprint.get("/incidents")
@needs("incident.read")
def listing() -> str:
    """Open incidents, oldest first."""
    with house().reading() as tx:
        found = incident.list_open(tx, limit=PAGE + 1, offset=offset())
    rows = [{**row, "text": told(row)} for row in found[:PAGE]]
    return render_template("incidents.html", rows=rows, page=Page.of(offset(), PAGE, len(found)))


@blueprint.post("/incidents/<key>/resolve")
@needs("incident.resolve", incident.get)
def resolve(key: str) -> Response:
    """Try the failed step again."""
    reason = request.form.get("reason", "").strip()[:400]

    def resolved(tx: Tx) -> str:
        incident.resolve(tx, key, actor=actor(), at=now(), reason=reason)
        return str(incident.get(tx, key)["instance_key"])

    effects.follow_up(effects.once(resolved))
    return redirect(url_for("incidents.listing", said="resolved"))


def told(row: dict[str, Any]) -> str:
    """What an incident means to people."""
    code = f"incidents.{row['code']}"
    return words(code, **(row["data"] or {})) if known(code) else words("incidents.other", code=row["code"])
