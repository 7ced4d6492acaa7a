"""A declaration that does not enter the pool: why, on which paper, and what becomes of the project (articles 6, 7)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import text
from handlers.data_bureau.reserve import entry
from handlers.items import Item

CONCLUDED = Item("入库申报结果", ("6", "7"))
#: The applicant's own decision, which may come before anything was declared.
WITHDRAWN = "撤回"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an outcome means: the case's end, the project's state, the variable with the reason, the paper (kind, title)."""

    result: str
    state: str
    reason: str
    paper: tuple[str, str] | None = None
    #: What stands for a reason that nobody wrote.
    unsaid: str = "未说明理由。"


OUTCOMES = {
    "不同意": Outcome("不予入库", "不予入库", "line_opinion"),
    "合并申报": Outcome("合并入库", "不予入库", "line_opinion"),
    "不予受理": Outcome("不予入库", "不予入库", "intake_opinion", ("D-01-3", "入库申报的不予受理通知书")),
    "视为撤回": Outcome("撤回", "撤回", "", unsaid="补正期限届满，没有提交补正材料。"),
    WITHDRAWN: Outcome("撤回", "撤回", "withdraw_reason"),
    "合并入库": Outcome("合并入库", "不予入库", "entry_opinion", ("D-04-3", "的合并入库意见")),
    "不予入库": Outcome("不予入库", "不予入库", "entry_opinion", ("D-04-2", "的不予入库说明")),
}


@handler("data_bureau.conclude_entry", clauses=("6", "7"), reads=("declaration", "project"), pure=False)
def conclude_entry(job: Job) -> Result:
    """入库申报办结：登记未入库或者撤回的结果和理由，出具不予受理通知书或不予入库说明。

    `entry_outcome` says why it ends; the round keeps it as its result and a later round may follow. Raises Invalid for an outcome
    that is none, and, unless it is withdrawn, when no round is open. Variables `entry_result` (不予入库, 合并入库, 撤回) and
    `entry_reason`.
    """
    named = text(job.variables, "entry_outcome")
    outcome = OUTCOMES.get(named)
    if outcome is None:
        raise Invalid("reserve.no_outcome", outcome=named)
    project, reason = case.registered_project(job), text(job.variables, outcome.reason) or outcome.unsaid
    data = {
        "project_no": project["project_no"], "project_name": project["name"], "reason": reason,
        "merge_into": text(job.variables, "merge_into") or None,
    }
    papers = [Document(kind=kind, organ="DATA", title=f"关于{project['name']}{title}", data=data) for kind, title in _papers(outcome)]
    return Result(
        findings=[CONCLUDED.failed(f"{named}：{reason}", "可以按意见修改后重新申报，或者申请复核。", outcome=named)],
        variables={"entry_result": outcome.result, "entry_reason": reason},
        records=[*_round(job, named), *case.project_change(job, state=outcome.state)],
        documents=papers,
    )


def _round(job: Job, named: str) -> list[Change]:
    row = entry.newest(job)
    if named == WITHDRAWN and (row is None or row["result"] is not None):
        return []
    return [entry.changed(entry.open_row(job), result=named)]


def _papers(outcome: Outcome) -> list[tuple[str, str]]:
    return [outcome.paper] if outcome.paper else []
