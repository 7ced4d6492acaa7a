"""Two offices agreed: maintenance stands in its plan (D-13)."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import day, number, text

CONTENT = ("om_system", "om_source_project", "om_period_from", "om_period_to", "om_fee", "om_lines")


@handler("finance.list_maintenance", clauses=("14",), reads=("project",), pure=False)
def list_maintenance(job: Job) -> Result:
    """列入运维计划：登记运维计划项目和批准的需求，出具运维计划批准表。

    Keeps a plan item of kind 运维 for the year in which it begins, with the reviewed budget (万元), and issues D-13. Raises
    Invalid unless both offices agreed and the budget was reviewed. Variables `om_result` = 运维计划批准 and `plan_no`.
    """
    project, total = case.registered_project(job), number(job.variables, "budget_approved")
    begin, no = day(job.variables, "om_period_from"), str(project["project_no"])
    agreed = all(text(job.variables, name) == "同意" for name in ("data_decision", "fin_decision"))
    if not agreed or total is None or begin is None:
        raise Invalid("maintenance.not_agreed", project_no=no)
    key, year = f"{no}-{begin.year}", begin.year
    item = {
        "plan_key": f"{year}-Y", "year": year, "project_no": no, "kind": "运维", "total": total, "year_amount": total,
        "content": text(job.variables, "om_system"), "status": "已下达",
    }
    declared = {
        "project_no": no, "kind": "运维需求", "round": 1, "submitted_on": case.today(job).isoformat(), "content": [_content(job)],
        "cdo_by": text(job.variables, "cdo_by") or None, "line_by": text(job.variables, "line_by") or None, "result": "运维计划批准",
    }
    data = {"project_no": no, "year": year, "total": total, "system": text(job.variables, "om_system"),
            "lines": [dict(row) for row in job.variables.get("review_lines") or ()]}
    return Result(
        variables={"om_result": "运维计划批准", "plan_no": key},
        records=[
            Change(register="plan_item", key=key, fields=item),
            Change(register="declaration", key=f"{no}-Y-1", fields=declared),
            *case.project_change(job, state="运维计划批准", plan_no=key),
        ],
        documents=[Document(kind="D-13", organ="DATA", title=f"{year}年度{project['name']}运维计划批准表", data=data)],
    )


def _content(job: Job) -> dict[str, Any]:
    return {name: job.variables.get(name) for name in CONTENT}
