"""The data catalogue is a condition of approval (article 16)."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import text, yes
from handlers.development_reform.check_papers import stage
from handlers.items import Item
from handlers.registers.tables.projects import CATALOGUE_STATES

CATALOGUE = Item("数据资源目录", ("15", "16"))


@handler("development_reform.check_catalogue", clauses=("15", "16"), reads=("project",), pure=False)
def check_catalogue(job: Job) -> Result:
    """数据资源目录核查：编制目录是审批的必备条件，未达到规定状态的不能审批。

    The last stage needs P_catalogue_last, an earlier one P_catalogue_first. What the register holds counts, or what the message
    目录状态变更 has just told (`catalogue_told`) when that is further. Only a project whose catalogue was waived goes without.
    Variables `catalogue_ready` and `catalogue_level` (the state that is needed).
    """
    level = str(case.limit(job, "P_catalogue_last" if stage(job)["position"] == "末个" else "P_catalogue_first"))
    found = _reached(job, level)
    return Result(findings=[found], variables={"catalogue_ready": found.verdict != "不通过", "catalogue_level": level})


def _reached(job: Job, level: str) -> Finding:
    project = case.registered_project(job)
    if yes(project, "catalogue_waived"):
        return CATALOGUE.not_applicable("已认定不适用。")
    status = max(text(project, "catalogue_status"), text(job.variables, "catalogue_told"), key=_step)
    if _step(status) < _step(level):
        problem = f"目录状态为{status or '未编制'}，应达到{level}。"
        return CATALOGUE.failed(problem, "请在数据共享交换平台编制目录并通过审核。", catalogue_status=status)
    return CATALOGUE.passed(catalogue_status=status)


def _step(status: str) -> int:
    return CATALOGUE_STATES.index(status) if status in CATALOGUE_STATES else -1
