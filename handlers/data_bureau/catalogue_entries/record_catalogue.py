"""The state of a catalogue, in its rows and in the project's."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, rows, text
from handlers.data_bureau.catalogue_entries import entries
from handlers.registers.tables.projects import CATALOGUE_STATES

OPINION = "D-11"


@handler("data_bureau.record_catalogue", clauses=("15", "16"), reads=("project", "catalogue"), pure=False)
def record_catalogue(job: Job) -> Result:
    """目录状态登记：登记目录各条的内容和状态，项目的目录状态随之变更。

    Header `status` is the new state; 审核通过 issues the opinion on the catalogue. Raises Invalid for a word that is no state
    and for a project that is not registered. Variables `catalogue_status`, `catalogue_codes`.
    """
    status = job.headers.get("status", "")
    if status not in CATALOGUE_STATES:
        raise Invalid("catalogue.no_state", status=status, known=list(CATALOGUE_STATES))
    case.registered_project(job)
    links = {text(row, "entry_code"): row for row in rows(job.variables, "catalogue_links")}
    compiled = entries.of(job)
    changes = [
        Change(register="catalogue", key=row["entry_code"], fields={**row, **_linked(links.get(row["entry_code"], {})), "status": status})
        for row in compiled
    ]
    return Result(
        variables={"catalogue_status": status, "catalogue_codes": [row["entry_code"] for row in compiled]},
        records=[*changes, *case.project_change(job, catalogue_status=status, catalogue_waived=False)],
        documents=[_opinion(compiled)] if status == "审核通过" else [],
    )


def _linked(link: Answers) -> dict[str, Any]:
    updated = day(link, "updated_on")
    return {"platform_no": text(link, "platform_no"), "updated_on": updated.isoformat() if updated else None} if link else {}


def _opinion(compiled: list[dict[str, Any]]) -> Document:
    shown = [{name: row[name] for name in ("entry_code", "name", "share_type", "open_attribute", "cycle")} for row in compiled]
    return Document(kind=OPINION, organ="DATA", title="数据资源目录审核意见", data={"entries": shown})
