"""The regulation against what is deployed: which article is carried out where, and what nothing carries out yet."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from config import clauses
from engine import deployment
from engine.deployment import Cited
from web import coverage
from web.console import sources
from web.guard import needs
from web.site import house

blueprint = Blueprint("coverage", __name__)
STATUSES = ("covered", "partly", "open", "measured", "record", "outside")
#: Elements that stand on a diagram.
DRAWN = frozenset({"process", "node", "flow", "gate"})


@blueprint.get("/coverage")
@needs("coverage.read")
def matrix() -> str:
    """All articles, or those of one status; then the elements that name no clause."""
    with house().reading() as tx:
        files = deployment.current(tx)
    named = deployment.cited(files)
    elements = [*named, *coverage.of_handlers(house().handlers, named), *coverage.of_scenarios(sources.scenarios())]
    measured = coverage.measure(elements, clauses.load())
    chosen = request.args.get("status", "")
    articles = [one for one in measured.articles if chosen not in STATUSES or one.status == chosen]
    rows = [(one, _grouped(one.elements)) for one in articles]
    return render_template(
        "coverage.html", rows=rows, chosen=chosen, statuses=STATUSES, summary=coverage.as_json(measured)["summary"],
        without=_grouped(measured.without), unknown=measured.unknown, drawn=DRAWN,
    )


def _grouped(elements: tuple[Cited, ...]) -> list[tuple[str, str, list[Cited]]]:
    """(kind, owner, elements), in the order of their first."""
    found: dict[tuple[str, str], list[Cited]] = {}
    for one in elements:
        found.setdefault((one.kind, one.owner), []).append(one)
    return [(kind, owner, listed) for (kind, owner), listed in found.items()]
