"""The papers of one stage of approval are complete (articles 12, 14, 16, 21)."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, rows, text, yes
from handlers.development_reform.stages import stage, written
from handlers.items import Item, clean

FIELDS = {
    "platform_code": "投资项目在线平台代码", "paper_author": "编制单位", "approval_goals": "绩效目标",
    "tender_plan": "招标采购方案", "build_period": "建设工期",
}
ESTIMATE = Item("投资估算", ("14",))
BUDGET = Item("投资概算", ("14", "16"))
CONTENT = Item("建设内容", ("14",))
TRUSTED = Item("安全可靠应用说明", ("12", "21"))
CRYPTO = Item("密码应用方案", ("12", "21"))


@handler("development_reform.check_papers", clauses=("12", "14", "16", "21"), reads=("project",), pure=False)
def check_papers(job: Job) -> Result:
    """报批文件核查：按审批路径，文件内容、估算概算、安全可靠和密码应用是否齐全。

    What the stage needs by D04: a stage that carries a budget needs lines that add up to it; a project with cryptography needs
    its plan. Amounts in 万元. Variable `papers_complete`.
    """
    missing = [zh for name, zh in FIELDS.items() if not text(job.variables, name)]
    complete = Item("报批文件齐全", ("14",))
    findings = [
        complete.failed(f"未填写：{'、'.join(missing)}。", "请补充完整。", missing=missing) if missing else complete.passed(),
        _amounts(job), CONTENT.passed() if rows(job.variables, "approval_content")
        else CONTENT.failed("没有建设内容。", "请逐项填写建设内容。"),
        written(job, "trusted_statement", TRUSTED), _crypto(job),
    ]
    return Result(findings=findings, variables={"papers_complete": clean(findings)})


def _amounts(job: Job) -> Finding:
    if not stage(job)["has_budget"]:
        estimate = number(job.variables, "stage_estimate")
        if not estimate:
            return ESTIMATE.failed("没有投资估算。", "请填写投资估算。", stage_estimate=estimate)
        return ESTIMATE.passed(stage_estimate=estimate)
    budget = number(job.variables, "stage_budget")
    total = sum((number(row, "amount") or Decimal(0) for row in rows(job.variables, "budget_lines")), Decimal(0))
    if not budget or total != budget:
        return BUDGET.failed(f"明细合计{total}万元，概算为{budget}万元。", "请核对概算明细。", stage_budget=budget)
    return BUDGET.passed(stage_budget=budget)


def _crypto(job: Job) -> Finding:
    applies = yes(case.registered_project(job), "crypto_applicable")
    if applies is False:
        return CRYPTO.not_applicable("密码应用不适用。")
    return CRYPTO.answered(yes(job.variables, "crypto_plan_ready"), "没有通过评估的密码应用方案。", "请编制密码应用方案并通过评估。")
