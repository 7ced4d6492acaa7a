"""What must be there before an application for approval is taken up (articles 9, 10, 13, 33, 38)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from engine.handler import Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, rows, text, words
from handlers.case import Row
from handlers.development_reform import planned
from handlers.items import Item

PLANNED = Item("列入年度计划或绿色通道", ("9", "10"))
CLASS = Item("项目类别", ("2", "14"))
AMOUNT = Item("总投资", ("14",))
REVIEWED = Item("联合评审意见", ("13", "14"))
DEFERRED = Item("暂缓安排投资计划", ("33",))
ELIGIBLE = Item("不予安排资金的情形", ("38",))
SUSPENDED = Item("项目暂停", ("24",))
#: Flag of the project -> the item, what it means, what to do.
FLAGS = {
    "defer_investment": (DEFERRED, "项目处于暂缓安排投资计划期间。", "请先完成整改。"),
    "ineligible": (ELIGIBLE, "项目属于不予安排资金的情形。", "请先消除该情形。"),
    "suspended": (SUSPENDED, "项目已暂停建设。", "请在恢复建设后申请。"),
}


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
        "admission_problems": _problems(findings),
    })


@handler("development_reform.check_review", clauses=("13", "14", "24", "33", "38"), reads=("project", "review"), pure=False)
def check_review(job: Job) -> Result:
    """立项要件核查：联合评审（评估）意见是否通过，项目是否在暂缓、暂停或者不予安排期间。

    The opinion of the joint review is an element of every approval. A project that may be taken up gets the state 立项审批.
    Variable `admission_problems`: what `development_reform.check_plan` found and what fails here.
    """
    flags = words(case.registered_project(job), "flags") or ()
    findings = [_reviewed(case.latest_row(job, "review")), *(_flag(name, flags) for name in FLAGS)]
    problems = [*(dict(row) for row in rows(job.variables, "admission_problems")), *_problems(findings)]
    return Result(
        findings=findings, variables={"admission_problems": problems},
        records=[] if problems else case.project_change(job, state="立项审批"),
    )


@handler("development_reform.refuse_application", clauses=("9", "13"), reads=("project",), pure=False)
def refuse_application(job: Job) -> Result:
    """不予受理：逐项写明缺少的要件和条款，出具不予受理通知书。

    Issues D-12-4 with `admission_problems`. Variable `approval_result` = 不予受理.
    """
    project = case.registered_project(job)
    data = {"project_no": project["project_no"], "problems": [dict(row) for row in rows(job.variables, "admission_problems")]}
    title = f"关于{project['name']}立项申请的不予受理通知书"
    return Result(
        variables={"approval_result": "不予受理"}, documents=[Document(kind="D-12-4", organ="DRC", title=title, data=data)],
    )


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


def _reviewed(review: Row | None) -> Finding:
    if review is None:
        return REVIEWED.failed("没有联合评审（评估）意见。", "请先申请联合评审。")
    conclusion, status = text(review, "conclusion"), text(review, "status")
    if conclusion in ("通过", "修改后通过") and status == "已通过":
        return REVIEWED.passed(conclusion=conclusion, document_no=review["document_no"])
    problem = f"联合评审结论为{conclusion or '未作出'}，状态为{status}。"
    return REVIEWED.failed(problem, "请按意见修改并通过联合评审。", conclusion=conclusion, status=status)


def _flag(name: str, flags: Iterable[str]) -> Finding:
    item, problem, suggestion = FLAGS[name]
    return item.failed(problem, suggestion, flags=[name]) if name in flags else item.passed()


def _problems(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {"item": found.item, "problem": found.problem, "suggestion": found.suggestion, "clauses": list(found.clauses)}
        for found in findings if found.verdict == "不通过"
    ]
