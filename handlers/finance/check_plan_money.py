"""Only what stands in the annual plan gets money of the city (article 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import rows, text
from handlers.development_reform import planned
from handlers.items import Item

PLANNED = Item("列入年度计划", ("8",))
SUBMITTED = Item("送审明细", ("16",))


@handler("finance.check_plan_money", clauses=("8", "16"), reads=("project", "plan_item"), pure=False)
def check_plan_money(job: Job) -> Result:
    """资金安排前提核查：列入年度计划或者经绿色通道批准的，方可统筹安排经费。

    May the project get money, and are there lines to review? Maintenance is reviewed before it is planned. Reads `budget_lines` (rows of `item` and `amount` in 万元).
    Variables `budget_funded`, `budget_plan_total` (万元, or null), `budget_round`.
    """
    entry = planned.entry(job)
    maintenance = text(case.registered_project(job), "class") == "运维"
    funded = maintenance or entry is not None or planned.green_ground(job) is not None
    last = case.latest_row(job, "budget_review")
    return Result(
        findings=[_planned(job, entry, funded), _submitted(job)],
        variables={
            "budget_funded": funded, "budget_plan_total": entry["total"] if entry else None,
            "budget_round": int(last["round"]) + 1 if last else 1,
        },
    )


def _planned(job: Job, entry: Mapping[str, Any] | None, funded: bool) -> Finding:
    if entry is not None:
        return PLANNED.passed(plan_no=entry["plan_no"], status=entry["status"])
    if text(case.registered_project(job), "class") == "运维":
        return PLANNED.not_applicable("运维经费评审在列入运维计划之前，列入后方可安排。")
    if funded:
        return PLANNED.passed(green_ground=planned.green_ground(job))
    return PLANNED.failed("未列入年度计划，不能安排经费。", "请先申请列入年度计划或者办理计划增补。", plan_no=None)


def _submitted(job: Job) -> Finding:
    lines = rows(job.variables, "budget_lines")
    if not lines:
        return SUBMITTED.failed("没有送审明细。", "请逐项填写概算。", budget_lines=0)
    return SUBMITTED.passed(budget_lines=len(lines))
