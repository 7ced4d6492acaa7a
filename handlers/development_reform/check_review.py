"""The joint review must have passed, and no measure may be in force (articles 13, 14, 24, 33, 38)."""

from __future__ import annotations

from collections.abc import Iterable

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import rows, text, words
from handlers.case import Row
from handlers.development_reform.check_plan import problems
from handlers.items import Item

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


@handler("development_reform.check_review", clauses=("13", "14", "24", "33", "38"), reads=("project", "review"), pure=False)
def check_review(job: Job) -> Result:
    """立项要件核查：联合评审（评估）意见是否通过，项目是否在暂缓、暂停或者不予安排期间。

    The opinion of the joint review is an element of every approval. A project that may be taken up gets the state 立项审批.
    Variable `admission_problems`: what `development_reform.check_plan` found and what fails here.
    """
    flags = words(case.registered_project(job), "flags") or ()
    findings = [_reviewed(case.latest_row(job, "review")), *(_flag(name, flags) for name in FLAGS)]
    failed = [*(dict(row) for row in rows(job.variables, "admission_problems")), *problems(findings)]
    return Result(
        findings=findings, variables={"admission_problems": failed},
        records=[] if failed else case.project_change(job, state="立项审批"),
    )


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
