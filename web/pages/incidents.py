"""Cases that cannot go on until somebody mends something: the list, one incident, and what operators do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from engine import incident, process_instance
from engine.errors import Invalid
from engine.house import Tx
from engine.incident import Proposal
from web import access, effects, permissions
from web.forms import correction
from web.guard import needs
from web.shown import incidents as shown
from web.shown import trouble
from web.shown.naming import Naming
from web.shown.paging import Page, offset
from web.site import actor, house, language, now, who, words

blueprint = Blueprint("incidents", __name__)
PAGE = 20
#: Events of a history are drawn with a mark; an incident marks only its place.
NO_STEPS: dict[str, Any] = {"steps": [], "step": 0}
#: Attempts that one retry can grant.
MOST_RETRIES = 100


@blueprint.get("/incidents")
@needs("incident.read")
def listing() -> str:
    """Incidents, oldest first: the open ones unless another state is asked for."""
    state = request.args.get("state", "open")
    wanted = {
        "state": state if state in incident.STATES else None, "code": request.args.get("code", "")[:80] or None,
        "process_id": request.args.get("process", "")[:80] or None,
    }
    with house().reading() as tx:
        naming = Naming(tx)
        found = incident.search(tx, **wanted, limit=PAGE + 1, offset=offset())
        rows = [shown.line(tx, naming, row) for row in found[:PAGE]]
        codes, processes = incident.codes(tx), naming.processes
    kinds = [(code, trouble.told({"code": code, "data": {}}, language())) for code in codes]
    return render_template(
        "incidents.html", rows=rows, page=Page.of(offset(), PAGE, len(found)), chosen=wanted, codes=kinds,
        processes=processes, states=sorted(incident.STATES),
    )


@blueprint.get("/incidents/<key>")
@needs("incident.read", incident.get)
def show(key: str) -> str:
    """One incident: what happened, where, what is visible there, and what can be done."""
    with house().reading() as tx:
        row = incident.get(tx, key)
        line = shown.line(tx, Naming(tx), row)
        expression = str((row["data"] or {}).get("expression", ""))
        scopes = [(scope, correction.entries(scope.variables, expression)) for scope in incident.scopes(tx, row)]
        readable = permissions.allows("case.read", who(), access.of_case(tx, row["instance_key"]))
        attempts = incident.attempts(tx, row) if row["code"] == "job.no_retries" else 0
    place = line["place"]
    diagram = {
        **NO_STEPS, "url": url_for("incidents.diagram", key=key), "held": [row["element_id"], *([place.event] if place.event else [])],
        "label": words("ui.diagram"), "failed": words("ui.diagram_failed"),
    }
    return render_template(
        "incident.html", one=line, remedy=trouble.remedy(row, language()), scopes=scopes, readable=readable, diagram=diagram,
        attempts=attempts, kinds=correction.KINDS, results=_results(place), most_retries=MOST_RETRIES,
        named=lambda name: correction.named(name, expression),
    )


@blueprint.get("/incidents/<key>/diagram")
@needs("incident.read", incident.get)
def diagram(key: str) -> Answer:
    """The diagram in which the incident is."""
    with house().reading() as tx:
        row = incident.get(tx, key)
        content = process_instance.diagram(tx, row["instance_key"], incident.place(tx, row).process.id)
    return Answer(content, mimetype="application/xml")


@blueprint.post("/incidents/<key>/correct")
@needs("incident.resolve", incident.get)
def correct(key: str) -> Response:
    """Correct variables of one scope; nothing is tried again yet."""
    scope = request.form.get("scope", "")

    def act(tx: Tx) -> None:
        visible = {one.key: one.variables for one in incident.scopes(tx, incident.get(tx, key))}
        if scope not in visible:
            raise Invalid("incident.scope", key=key, scope=scope[:40])
        variables = correction.changed(request.form, visible[scope])
        incident.correct(tx, key, variables, scope=scope, reason=_reason(), actor=actor(), at=now())

    return _done(key, act, "corrected")


@blueprint.post("/incidents/<key>/resolve")
@needs("incident.resolve", incident.get)
def resolve(key: str) -> Response:
    """Try the failed step again."""
    given = request.form.get("retries", "").strip()
    retries = int(given) if given.isdecimal() and len(given) < 4 else 0 if given else None
    if retries is not None and not 0 < retries <= MOST_RETRIES:
        raise Invalid("incident.retries", key=key, retries=given[:10])
    return _done(key, lambda tx: incident.resolve(
        tx, key, actor=actor(), at=now(), reason=_reason(), retries=retries
    ), "resolved", goes_on=True)


@blueprint.post("/incidents/<key>/skip")
@needs("incident.resolve", incident.get)
def propose(key: str) -> Response:
    """Propose that the step counts as done."""
    proposal = Proposal(
        variables=correction.rows(request.form), flows=request.form.getlist("flow"), event=request.form.get("event") or None
    )

    def act(tx: Tx) -> None:
        incident.propose_skip(tx, key, proposal, reason=_reason(), actor=actor(), at=now())

    return _done(key, act, "skip_proposed")


@blueprint.post("/incidents/<key>/skip/confirm")
@needs("incident.confirm", incident.get)
def confirm(key: str) -> Response:
    """Confirm what another person proposed."""
    return _done(key, lambda tx: incident.confirm_skip(tx, key, actor=actor(), at=now()), "skipped", goes_on=True)


@blueprint.post("/incidents/<key>/skip/decline")
@needs("incident.confirm", incident.get)
def decline(key: str) -> Response:
    """Refuse a proposal, or take one's own back."""
    return _done(key, lambda tx: incident.decline_skip(tx, key, reason=_reason(), actor=actor(), at=now()), "skip_declined")


def _reason() -> str:
    return request.form.get("reason", "").strip()[:400]


def _results(place: incident.Place) -> list[str]:
    """The variables that the step would have brought, as far as the diagram says."""
    node = place.process.nodes.get(place.element_id)
    if node is None:
        return []
    return [name for name in (node.result_variable, *(one.target for one in node.outputs)) if name and "." not in name]


def _done(key: str, act: Callable[[Tx], None], said: str, *, goes_on: bool = False) -> Response:
    """Do it, let the case go on as far as it goes, and show the incident again."""

    def done(tx: Tx) -> str:
        act(tx)
        return str(incident.get(tx, key)["instance_key"])

    instance = effects.once(done)
    if goes_on:
        effects.follow_up(instance)
    return redirect(url_for("incidents.show", key=key, said=said))
