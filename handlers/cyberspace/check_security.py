"""H-CAC."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import day, months_later, number, yes
from handlers.case import limit, today
from handlers.items import Item

RISK = Item("数据安全风险评估", ("22",))
HIGH = Item("高风险问题整改", ("22", "38(6)"))
INCIDENT = Item("网络安全事件应急预案", ("22", "29"))


@handler("cyberspace.check_security", clauses=("22", "29", "38(6)"))
def check_security(job: Job) -> Result:
    """网络安全核查：数据安全风险评估、高风险问题和应急预案。

    Was the data risk assessed within P_risk_months, are all high risks closed, is there an incident plan?
    """
    plan = yes(job.variables, "security_incident_plan")
    return Result(findings=[
        _risk(job), _high(job), INCIDENT.answered(plan, "没有网络安全事件应急预案。", "请制定预案并组织演练。"),
    ])


def _risk(job: Job) -> Finding:
    assessed, months = day(job.variables, "risk_assessed_on"), limit(job, "P_risk_months")
    if assessed is None:
        return RISK.failed("没有开展数据安全风险评估。", "请评估后填写日期并上传报告。")
    if assessed > today(job):
        return RISK.doubtful("评估日期晚于今天。", "请核对评估报告。", risk_assessed_on=assessed)
    if today(job) > months_later(assessed, months):
        return RISK.failed(f"风险评估已超过{months}个月。", "请重新评估。", risk_assessed_on=assessed)
    return RISK.passed(risk_assessed_on=assessed)


def _high(job: Job) -> Finding:
    count = number(job.variables, "risk_open_high")
    if count is None or count < 0:
        return HIGH.doubtful("未填写未整改的高风险问题数。", "请按测评和评估报告填写。", risk_open_high=count)
    if count > 0:
        return HIGH.failed(f"有{count}个高风险问题没有整改。", "请整改到位后再申请确认。", risk_open_high=count)
    return HIGH.passed(risk_open_high=count)
