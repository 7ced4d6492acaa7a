"""Definitions of processes: the list, one with its versions and diagram, checking and deploying new ones."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from engine import deployment
from engine.deployment import SourceFile
from engine.errors import Invalid, NotFound, Refused
from engine.model import Fault
from web.bounded import examination
from web.bounded.limits import Limits
from web.guard import needs
from web.site import actor, house, now, site, words
from web.uploads.attachments import safe_name

blueprint = Blueprint("definitions", __name__)
ENDINGS = (".bpmn", ".dmn", ".json")
#: Files of one deployment, and bytes of one file.
MOST = 100
LARGEST = 5_000_000


@blueprint.get("/definitions")
@needs("definition.read")
def listing() -> str:
    """The newest version of every process."""
    return _page(())


@blueprint.get("/definitions/<process_id>")
@needs("definition.read")
def show(process_id: str) -> str:
    """One version (`?version=n`, else the newest) with its diagram, and all the others."""
    with house().reading() as tx:
        versions = _versions(tx, process_id)
    current = _chosen(versions)
    diagram = {
        "url": url_for("definitions.download", process_id=process_id, version=current["version"]),
        "steps": [], "step": 0, "found": request.args.getlist("at")[:1], "label": words("ui.diagram"),
        "failed": words("ui.diagram_failed"),
    }
    return render_template("definition.html", versions=versions, current=current, diagram=diagram)


@blueprint.get("/definitions/<process_id>/diagram")
@needs("definition.read")
def download(process_id: str) -> Response:
    """The BPMN file of a version."""
    with house().reading() as tx:
        current = _chosen(_versions(tx, process_id))
        content = deployment.content(tx, current["digest"])
    headers = {"Content-Disposition": f"attachment; filename={process_id}-v{current['version']}.bpmn"}
    return Response(content, mimetype="application/xml", headers=headers)


@blueprint.post("/definitions")
@needs("definition.deploy")
def upload() -> Redirect | str | tuple[str, int]:
    """Check files, and deploy them when that was asked for: all of them or none."""
    files = _files()
    reason = request.form.get("reason", "").strip()[:400]
    deploying = request.form.get("action") == "deploy"
    if deploying and not reason:
        raise Invalid("deployment.reason")
    with house().reading() as tx:
        known = deployment.known(tx, now())
    # A child reads the files first: what would exhaust it never reaches this process.
    faults = examination.examine(files, profile="chengxu", known=known, limits=Limits.of(site().settings))
    if not deploying:
        return _page(faults, checked=True, reason=reason)
    if any(fault.severity == "error" for fault in faults):
        return _page(faults, checked=True, reason=reason), 422
    try:
        done = house().perform(lambda tx: deployment.deploy(
            tx, files, actor=actor(), at=now(), reason=reason, profile="chengxu"
        ))
    except Refused as refused:
        return _page(refused.findings, checked=True, reason=reason), 422
    return redirect(url_for("definitions.listing", said="deployed" if done.changed else "unchanged"))


def _versions(tx: Any, process_id: str) -> list[dict[str, Any]]:
    reasons = {row["key"]: row["reason"] for row in deployment.listing(tx)}
    return [{**row, "reason": reasons.get(row["deployment_key"], "")} for row in deployment.versions(tx, process_id)]


def _chosen(versions: list[dict[str, Any]]) -> dict[str, Any]:
    wanted = request.args.get("version")
    if wanted is None:
        return versions[0]
    for row in versions:
        if str(row["version"]) == wanted:
            return row
    raise NotFound("process.unknown", process_id=versions[0]["process_id"])


def _files() -> list[SourceFile]:
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not 0 < len(sent) <= MOST:
        raise Invalid("deployment.files", limit=MOST)
    files = [SourceFile(name=safe_name(file.filename or ""), content=file.read(LARGEST + 1)) for file in sent]
    for file in files:
        if not file.name.endswith(ENDINGS):
            raise Invalid("file.type", name=file.name, allowed="、".join(ENDINGS))
        if len(file.content) > LARGEST:
            raise Invalid("file.large", name=file.name, limit=LARGEST // 1_000_000)
    return files


def _page(findings: tuple[Fault, ...] | list[Fault], *, checked: bool = False, reason: str = "") -> str:
    with house().reading() as tx:
        rows = deployment.definitions(tx)
    return render_template("definitions.html", findings=findings, checked=checked, rows=rows, reason=reason)
