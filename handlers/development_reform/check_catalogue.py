"""The data catalogue is a condition of approval (article 16)."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, text, yes
from handlers.items import Item
from handlers.registers.tables.projects import CATALOGUE_STATES

CATALOGUE = Item("数据资源目录", ("15", "16"))


@handler("development_reform.check_catalogue", clauses=("15", "16"), reads=("project",), pure=False)
def check_catalogue(job: Job) -> Result:
    """数据资源目录核查：编制目录是审批的必备条件，未达到规定状态的不能审批。

    What is needed is what decision D19 said of the stage (`catalogue_rule`: `applies`, `level`). What the register holds counts,
    or what the message 目录状态变更 has just told (`catalogue_told`) when that is further. Variable `catalogue_ready`.
    """
    found = _reached(job, job.variables["catalogue_rule"])
    return Result(findings=[found], variables={"catalogue_ready": found.verdict != "不通过"})


def _reached(job: Job, rule: Answers) -> Finding:
    level = text(rule, "level")
    if yes(rule, "applies") is False:
        return CATALOGUE.not_applicable("没有数据，已认定不适用。")
    status = max(text(case.registered_project(job), "catalogue_status"), text(job.variables, "catalogue_told"), key=_step)
    if _step(level) < 0 or _step(status) < _step(level):
        problem = f"目录状态为{status or '未编制'}，应达到{level}。"
        return CATALOGUE.failed(problem, "请在数据共享交换平台编制目录并通过审核。", catalogue_status=status)
    return CATALOGUE.passed(catalogue_status=status)


def _step(status: str) -> int:
    return CATALOGUE_STATES.index(status) if status in CATALOGUE_STATES else -1
