"""Keeping a declaration as it was handed in (article 7)."""

from __future__ import annotations

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.data_bureau.duplicates.similarity import identity
from handlers.data_bureau.reserve import entry
from handlers.data_bureau.reserve.entry import described
from handlers.items import Item

KEPT = Item("申报内容登记", ("7",))


@handler("data_bureau.submit_declaration", clauses=("6", "7"), reads=("declaration", "project"), pure=False)
def submit_declaration(job: Job) -> Result:
    """入库申报登记：登记本轮申报内容，每轮分别留存。

    A round that is not decided is brought up to date (its approvals are asked for again); after a decision or a withdrawal the
    next round begins and the old one stays as it was. Variable `declaration_round`; the project is 主管把关.
    """
    last, project_no = entry.newest(job), case.project_no(job)
    round = 1 if last is None else int(last["round"]) + (last["result"] is not None)
    goes_on = last is not None and last["result"] is None
    fields = {
        "project_no": project_no, "kind": entry.KIND, "round": round, "submitted_on": case.today(job).isoformat(),
        "content": entry.content(job.variables), "content_digest": identity(described(job.variables)),
        "cdo_by": None, "cdo_on": None, "line_by": None, "line_on": None, "corrections": last["corrections"] if last and goes_on else 0,
    }
    change = Change(register="declaration", key=entry.round_key(project_no, round), fields=fields)
    return Result(
        findings=[_kept(round)], variables={"declaration_round": round, "corrections_made": fields["corrections"]},
        records=[change, *case.project_change(job, state="主管把关")],
    )


def _kept(round: int) -> Finding:
    return KEPT.passed(round=round)
