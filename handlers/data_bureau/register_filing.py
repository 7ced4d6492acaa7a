"""The receipt of a filing (article 27, D-22)."""

from __future__ import annotations

from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.data_bureau import filing
from handlers.data_bureau.filing import iso


@handler("data_bureau.register_filing", clauses=("11", "27"), reads=("project", "filing"), pure=False)
def register_filing(job: Job) -> Result:
    """验收备案登记：核收后登记备案，出具备案回执。

    Keeps the filing as done and issues D-22. Nothing holds the money back any more; that it came late stays for ever.
    Variables `filing_status`, `filing_late`.
    """
    found, project_no, today = filing.submission(job), case.project_no(job), case.today(job).isoformat()
    name = (case.project(job) or {}).get("name", project_no)
    row = {
        "acceptance_date": iso(found.accepted_on), "due_on": iso(found.due_on), "submitted_on": iso(found.submitted_on),
        "filed_on": today, "status": "已备案", "late": found.late,
    }
    flags = {"lift": ["filing_pending", "filing_overdue"], "set": ["filing_late"] if found.late else []}
    return Result(
        findings=[found.finding, filing.registered(job)],
        variables={"filing_status": "已备案", "filing_late": found.late},
        records=[
            Change(register="filing", key=project_no, fields=row),
            *case.project_change(job, state="已备案", flags=flags),
        ],
        documents=[Document(kind="D-22", organ="DATA", title=f"{name}验收备案回执", data={
            "project_no": project_no, "project_name": name, "filed_on": today, "submitted_on": iso(found.submitted_on),
            "late": found.late, "register": "filing", "key": project_no, "field": "receipt_no",
        })],
    )
