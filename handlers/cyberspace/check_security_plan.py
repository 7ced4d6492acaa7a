"""H-CAC on a construction plan."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, number, text, words, yes
from handlers.items import Item

CLASSIFIED = Item("数据分类分级", ("22",))
PROTECTION = Item("重要数据和个人信息保护", ("22",))
SYNC = Item("安全三同步", ("22",))
BUDGET = Item("安全投入", ("22",))
INCIDENT = Item("网络安全事件应急预案", ("22", "29"))
SUPPLIERS = Item("供应链安全", ("22",))
THREE = ("同步规划", "同步建设", "同步运行")


@handler("cyberspace.check_security_plan", clauses=("22", "29"))
def check_security_plan(job: Job) -> Result:
    """网络安全方案核查：分类分级、重要数据和个人信息保护、三同步、投入、应急预案和供应链。

    Does the plan classify its data, protect what is sensitive, plan, build and run security in step, pay for it, prepare for
    incidents and bind its suppliers?
    """
    answers = job.variables
    return Result(findings=[
        CLASSIFIED.answered(yes(answers, "data_classified"), "没有完成数据分类分级。", "请完成分类分级并写入方案。"),
        _protection(answers), _sync(answers), _budget(answers),
        INCIDENT.answered(yes(answers, "security_incident_plan"), "没有应急预案。", "请制定预案。"),
        SUPPLIERS.answered(yes(answers, "supply_chain_clause"), "没有对供应链和外包提出安全要求。", "请写入采购和合同条款。"),
    ])


def _protection(answers: Answers) -> Finding:
    important, people = yes(answers, "important_data"), number(answers, "personal_info_count")
    if important is None or people is None:
        return PROTECTION.doubtful("没有填写是否涉及重要数据或个人信息的数量。", "请在方案中写明。", important_data=important)
    if not important and people == 0:
        return PROTECTION.not_applicable("不涉及重要数据和个人信息。")
    if not text(answers, "data_protection"):
        return PROTECTION.failed("涉及重要数据或者个人信息，但没有保护措施。", "请写明加密、脱敏、访问控制等措施。", personal_info_count=people)
    return PROTECTION.passed(important_data=important, personal_info_count=people)


def _sync(answers: Answers) -> Finding:
    lacking = [word for word in THREE if word not in (words(answers, "security_sync") or ())]
    return SYNC.answered(not lacking, f"没有做到：{'、'.join(lacking)}。", "安全措施应与系统同步规划、同步建设、同步运行。")


def _budget(answers: Answers) -> Finding:
    budget = number(answers, "security_budget")
    if budget is None or budget <= 0:
        return BUDGET.failed("没有安全投入。", "请在概算中列出安全投入。", security_budget=budget)
    return BUDGET.passed(security_budget=budget)
