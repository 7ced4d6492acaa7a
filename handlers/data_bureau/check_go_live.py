"""H-GOLIVE: nobody uses what was not accepted (article 28)."""

from __future__ import annotations

from datetime import date

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, text, yes
from handlers.items import Item

USE = Item("未经验收不得投入使用", ("28",))


@handler("data_bureau.check_go_live", clauses=("28",), reads=("project",), pure=False)
def check_go_live(job: Job) -> Result:
    """提前使用核查：竣工验收合格前是否已投入使用。

    Was the system used before it was accepted? A trial run that is registered with its scope is no use. A breach flags
    the project `used_before_acceptance`. Variable of the same name.
    """
    finding = _use(job)
    used = finding.verdict == "不通过"
    records = case.project_change(job, flags={"set": ["used_before_acceptance"]}) if used else []
    return Result(findings=[finding], variables={"used_before_acceptance": used}, records=records)


def _use(job: Job) -> Finding:
    answers, live_on = job.variables, day(job.variables, "go_live_on")
    kind = text(answers, "go_live_kind")
    if not answers.get("go_live_on"):
        return USE.not_applicable("没有上线记录。")
    if live_on is None:
        return USE.doubtful("上线日期的格式不对。", "请填写上线日期。", go_live_on=answers.get("go_live_on"))
    if _accepted_by(job, live_on):
        return USE.passed(go_live_on=live_on)
    if kind == "试运行":
        if yes(answers, "trial_registered") and text(answers, "trial_scope"):
            return USE.passed(go_live_on=live_on, trial_scope=text(answers, "trial_scope"))
        return USE.failed("试运行没有登记日期和范围。", "请停止使用，登记试运行后再运行。", go_live_on=live_on)
    if kind == "正式使用":
        return USE.failed("竣工验收合格前已投入使用。", "请停止使用，并按监督整改办理。", go_live_on=live_on)
    return USE.doubtful("未说明是试运行还是正式使用。", "请核实使用性质。", go_live_on=live_on)


def _accepted_by(job: Job, live_on: date) -> bool:
    project = case.project(job) or {}
    accepted = day(project, "acceptance_date")
    return project.get("acceptance_status") == "合格" and accepted is not None and live_on >= accepted
