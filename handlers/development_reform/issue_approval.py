"""A stage is approved (D-12)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import months_later, number, rows, text
from handlers.development_reform.stages import next_key, row_of, stage


@handler("development_reform.issue_approval", clauses=("14", "16"), reads=("project", "approval"), pure=False)
def issue_approval(job: Job) -> Result:
    """立项批复：登记本环节的批复，出具立项批复。

    The total is the reviewed budget when the stage carries one, else the estimate (万元); it is valid for P_approval_months.
    Issues D-12. Raises Invalid without a total or for an unknown project. Variables `approval_key` and `approved_total`.
    """
    project, now = case.registered_project(job), stage(job)
    total = number(job.variables, "budget_approved" if now["has_budget"] else "stage_estimate")
    if total is None:
        raise Invalid("approval.no_total", project_no=project["project_no"], stage=now["stage"])
    valid_until = months_later(case.today(job), case.limit(job, "P_approval_months")).isoformat()
    content = [dict(row) for row in rows(job.variables, "approval_content")]
    key = next_key(job)
    fields = {
        **row_of(job, "批准"), "estimate": number(job.variables, "stage_estimate"), "total": total, "content": content,
        "budget": total if now["has_budget"] else None, "valid_until": valid_until,
    }
    data = {
        "project_no": project["project_no"], "stage": now["stage"], "depth": now["depth"], "total": total, "content": content,
        "period": text(job.variables, "build_period"), "valid_until": valid_until, "register": "approval", "key": key,
        "field": "document_no",
    }
    return Result(
        variables={"approval_key": key, "approved_total": total},
        records=[Change(register="approval", key=key, fields=fields)],
        documents=[Document(kind="D-12", organ="DRC", title=f"关于{project['name']}{now['stage']}的批复", data=data)],
    )
