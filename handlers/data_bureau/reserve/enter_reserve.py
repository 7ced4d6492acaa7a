"""Entering a project into the reserve pool (D-04; article 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Number, Result, handler
from handlers import case
from handlers.answers import months_later, number, rows, text
from handlers.case import limit
from handlers.data_bureau.reserve import entry
from handlers.items import Item

APPROVED = Item("首席数据官和主管部门均已审定", ("6", "7"))
SCORES = {"score_need": "必要性", "score_feasible": "可行性", "score_intensive": "集约性", "score_data": "数据", "score_budget": "预算合理性"}


@handler("data_bureau.enter_reserve", clauses=("6", "7"), reads=("declaration", "project", "reserve"), pure=False)
def enter_reserve(job: Job) -> Result:
    """登记储备库：给出储备库编号和有效期，出具入库意见。

    Raises Invalid unless the round holds the approvals of the chief data officer and of the line department, or when the decision
    is not to let it in. Variables `reserve_no`, `valid_until`, `entry_result` = 已入库.
    """
    row, project = entry.open_row(job), case.registered_project(job)
    if text(job.variables, "entry_decision") != "入库":
        raise Invalid("reserve.not_decided", project_no=project["project_no"])
    if not row["cdo_by"] or not row["line_by"]:
        raise Invalid("reserve.not_approved", project_no=project["project_no"])
    no, until = _number(job), months_later(case.today(job), limit(job, "P_reserve_months")).isoformat()
    data = {
        "project_no": project["project_no"], "project_name": project["name"], "reserve_no": no, "valid_until": until,
        "register": "reserve", "key": no, "field": "opinion_no",
    }
    return Result(
        findings=[APPROVED.passed(cdo=row["cdo_by"], line=row["line_by"])],
        variables={"reserve_no": no, "valid_until": until, "entry_result": "已入库"},
        records=[
            Change(register="reserve", key=no, fields={"reserve_no": no, "valid_until": until, **_fields(job, project)}),
            entry.changed(row, result="已入库"), *case.project_change(job, state="已入库", reserve_no=no),
        ],
        documents=[Document(kind="D-04", organ="DATA", title=f"关于{project['name']}的入库意见", data=data)],
    )


def _number(job: Job) -> Number:
    prefix = f"CB-{case.today(job).year}-"
    known = [str(row["reserve_no"]).removeprefix(prefix) for row in job.registers.find("reserve") if str(row["reserve_no"]).startswith(prefix)]
    return Number(prefix + "{:04}", after=max((int(last) for last in known if last.isdigit()), default=0))


def _fields(job: Job, project: Mapping[str, Any]) -> dict[str, Any]:
    answers = job.variables
    return {
        "project_no": project["project_no"], "name": project["name"], "unit_id": project["unit_id"], "class": project["class"],
        "plan_year": project["plan_year"], "amount": number(answers, "budget_total"), "goals": text(answers, "goals"),
        "contents": [dict(one) for one in rows(answers, "contents")], "tech_route": text(answers, "tech_route"),
        "scores": [{"item": told, "score": number(answers, name)} for name, told in SCORES.items()],
        "entered_on": case.today(job).isoformat(), "status": "已入库",
    }
