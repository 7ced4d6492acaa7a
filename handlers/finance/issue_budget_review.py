"""The opinion on a budget (D-12-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import number, rows


@handler("finance.issue_budget_review", clauses=("8", "16"), reads=("project",), pure=False)
def issue_budget_review(job: Job) -> Result:
    """概算评审意见：登记审定金额、资金来源和年度安排，出具概算评审意见。

    Keeps the review as its next round, the approved budget with the project, and issues D-12-5. Raises Invalid when no total
    was approved or the project is unknown. Variables `budget_approved` (万元) and `budget_result` = 已审定.
    """
    project, total = case.registered_project(job), number(job.variables, "review_total")
    if total is None:
        raise Invalid("budget.no_total", project_no=project["project_no"])
    round_ = case.round_of(job.variables, "budget_round")
    key, lines = f"{project['project_no']}-{round_}", rows(job.variables, "review_lines")
    submitted = sum((number(line, "amount") or Decimal(0) for line in rows(job.variables, "budget_lines")), Decimal(0))
    fields = {
        "project_no": project["project_no"], "round": round_, "submitted": submitted, "approved": total,
        "lines": _plain(lines), "sources": _plain(rows(job.variables, "review_sources")),
        "years": _plain(rows(job.variables, "review_years")), "approved_on": case.today(job).isoformat(),
    }
    data = {"project_no": project["project_no"], "submitted": submitted, "approved": total, "lines": fields["lines"],
            "sources": fields["sources"], "register": "budget_review", "key": key, "field": "document_no"}
    return Result(
        variables={"budget_approved": total, "budget_result": "已审定"},
        records=[Change(register="budget_review", key=key, fields=fields), *case.project_change(job, budget=total)],
        documents=[Document(kind="D-12-5", organ="FIN", title=f"关于{project['name']}概算的评审意见", data=data)],
    )


def _plain(table: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) for row in table]
