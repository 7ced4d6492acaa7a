"""What becomes of a wish for maintenance: listed in its plan, refused, or declared a building project (article 14)."""

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


@handler("finance.refuse_maintenance", clauses=("14",), reads=("project",), pure=False)
def refuse_maintenance(job: Job) -> Result:
    """不予安排运维经费：写明哪一方不同意和理由，告知项目单位。

    Issues D-13-2; the project's state becomes 不予批准. Variable `om_result` = 不予安排.
    """
    project = case.registered_project(job)
    said = [("主管部门", "line"), ("市数据局", "data"), ("市财政局", "fin")]
    reasons = [
        {"office": zh, "decision": text(job.variables, f"{name}_decision"), "opinion": text(job.variables, f"{name}_opinion")}
        for zh, name in said if text(job.variables, f"{name}_decision") not in ("", "同意", "同意统一申请")
    ] or [{"office": "联合评审", "decision": "未通过", "opinion": "联合评审（评估）意见未通过或者没有审定费用。"}]
    return Result(
        variables={"om_result": "不予安排"}, records=case.project_change(job, state="不予批准"),
        documents=[Document(kind="D-13-2", organ="DATA", title=f"关于{project['name']}不予安排运维经费的告知书",
                            data={"project_no": project["project_no"], "reasons": reasons})],
    )


@handler("finance.reclassify_maintenance", clauses=("14",), reads=("project",), pure=False)
def reclassify_maintenance(job: Job) -> Result:
    """转建设类：新增功能超过运维限度的，重新归类为建设类，另行申报入库。

    The project's class becomes 建设 and its state 草稿, so that it enters the reserve like any other. Variable `om_result`.
    """
    case.registered_project(job)
    return Result(
        variables={"om_result": "转建设类", "project_class": "建设"},
        records=case.project_change(job, state="草稿", **{"class": "建设"}),
    )


def _content(job: Job) -> dict[str, Any]:
    return {name: job.variables.get(name) for name in CONTENT}
