"""A round of the joint review begins (D-09)."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import Invalid
from engine.handler import Change, Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, rows, text
from handlers.items import Item

DEPARTMENTS = Item("评审参与部门", ("13", "4"))


def key(job: Job) -> str:
    """The key of this round: `<project_no>-R-<round>`."""
    return f"{case.project_no(job)}-R-{case.round_of(job.variables, 'review_round')}"


@handler("data_bureau.open_review", clauses=("4", "13"), reads=("project",), pure=False)
def open_review(job: Job) -> Result:
    """评审安排：登记本轮联合评审的方式和参与部门，出具评审安排通知。

    Opens the round in the register and issues D-09. Raises Invalid when no department takes part.
    """
    project, departments = case.registered_project(job), rows(job.variables, "departments")
    if not departments:
        raise Invalid("review.no_departments", project_no=project["project_no"])
    method = text(job.variables, "review_method")
    data = {
        "project_no": project["project_no"], "project_name": project["name"], "method": method,
        "round": case.round_of(job.variables, "review_round"),
    }
    return Result(
        findings=[_departments(departments, text(job.variables, "departments_reason"))],
        records=[
            Change(register="review", key=key(job), fields={
                "project_no": project["project_no"], "round": data["round"], "method": method,
                "departments": [dict(row) for row in departments], "status": "评审中",
            }),
            *case.project_change(job, state="联合评审"),
        ],
        documents=[Document(kind="D-09", organ="DATA", title=f"关于{project['name']}联合评审安排的通知", data=data)],
    )


def _departments(departments: Sequence[Answers], reason: str) -> Finding:
    return DEPARTMENTS.passed(departments=sorted({text(row, "department") for row in departments}), reason=reason)
