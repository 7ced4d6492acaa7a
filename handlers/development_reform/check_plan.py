"""What is neither in the annual plan nor came by the green way is not approved (articles 9, 10)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, text
from handlers.case import Row
from handlers.development_reform import planned
from handlers.items import Item

PLANNED = Item("列入年度计划或绿色通道", ("9", "10"))
CLASS = Item("项目类别", ("2", "14"))
AMOUNT = Item("总投资", ("14",))


@handler("development_reform.check_plan", clauses=("2", "9", "10", "14"), reads=("project", "plan_item"), pure=False)
def check_plan(job: Job) -> Result:
    """计划核查：项目是否列入年度计划，或者经绿色通道批准；类别和总投资是否登记。

    What is not in the plan is not approved, unless it came by the green way. Variables `in_plan`, `green_ground` (null, 重要 or
    突发), `amount` (万元: the estimate, else the plan's total) and `admission_problems`, the failed items with their clauses.
    """
    entry, green = planned.entry(job), planned.green_ground(job)
    project = case.registered_project(job)
    amount = number(project, "estimate") or (number(entry, "total") if entry else None)
    findings = [_planned(entry, green), _class(project), _amount(amount)]
    return Result(findings=findings, variables={
        "in_plan": entry is not None, "green_ground": green, "amount": amount or Decimal(0),
        "admission_problems": problems(findings),
    })


def problems(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What failed, as the applicant is told it: rows of `item`, `problem`, `suggestion`, `clauses`."""
    return [
        {"item": found.item, "problem": found.problem, "suggestion": found.suggestion, "clauses": list(found.clauses)}
        for found in findings if found.verdict == "不通过"
    ]


def _planned(entry: Row | None, green: str | None) -> Finding:
    if entry is not None:
        return PLANNED.passed(plan_no=entry["plan_no"], status=entry["status"])
    if green is not None:
        return PLANNED.passed(green_ground=green)
    return PLANNED.failed("未列入年度计划，也没有经绿色通道批准。", "请申请列入年度计划；紧急、重要项目可以申请绿色通道。")


def _class(project: Row) -> Finding:
    kind = text(project, "class")
    if kind not in ("建设", "购买服务"):
        return CLASS.failed(f"登记的类别为{kind or '空'}，不是建设类或者购买服务类。", "请先判定并登记项目类别。", project_class=kind)
    return CLASS.passed(project_class=kind)


def _amount(amount: Decimal | None) -> Finding:
    if amount is None or amount <= 0:
        return AMOUNT.failed("没有登记总投资，不能确定审批路径。", "请登记估算总投资。", estimate=amount)
    return AMOUNT.passed(estimate=amount)
