"""The papers of one stage of approval: complete, and with the chapter on sharing data (articles 12, 14, 15, 21)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, rows, text, yes
from handlers.items import Item, clean

SECTION = {"section_shared": "可共享的数据", "section_needed": "需要共享的数据", "section_feedback": "共享反馈机制"}
PLATFORM = Item("经市数据共享交换平台共享", ("15",))
FIELDS = {
    "platform_code": "投资项目在线平台代码", "paper_author": "编制单位", "approval_goals": "绩效目标",
    "tender_plan": "招标采购方案", "build_period": "建设工期",
}
ESTIMATE = Item("投资估算", ("14",))
BUDGET = Item("投资概算", ("14", "16"))
CONTENT = Item("建设内容", ("14",))
TRUSTED = Item("安全可靠应用说明", ("12", "21"))
CRYPTO = Item("密码应用方案", ("12", "21"))


@handler("development_reform.check_data_section", clauses=("15",))
def check_data_section(job: Job) -> Result:
    """专篇核查：可行性研究报告、初步设计是否有数据资源共享分析专篇（章），四项内容是否具体。

    Each part has at least P_text_min characters; a proposal (项目建议书) needs no such chapter. Variable `section_complete`.
    """
    if stage(job)["stage"] == "项目建议书":
        return Result(
            findings=[PLATFORM.not_applicable("项目建议书不要求专篇。")], variables={"section_complete": True},
        )
    findings = [
        *(_written(job, name, Item(f"数据资源共享分析专篇：{zh}", ("15",))) for name, zh in SECTION.items()),
        PLATFORM.answered(yes(job.variables, "section_platform"), "不经市数据共享交换平台共享。", "请改由市数据共享交换平台共享。"),
    ]
    return Result(findings=findings, variables={"section_complete": clean(findings)})


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
        _written(job, "trusted_statement", TRUSTED), _crypto(job),
    ]
    return Result(findings=findings, variables={"papers_complete": clean(findings)})


def stage(job: Job) -> Mapping[str, Any]:
    """The stage that is played now, as D04 gives it: `stage`, `depth`, `has_budget`, `position`."""
    given: Mapping[str, Any] = job.variables["stage"]
    return given


def _written(job: Job, name: str, item: Item) -> Finding:
    found, least = text(job.variables, name), case.limit(job, "P_text_min")
    if len(found) < least:
        return item.failed(f"现有{len(found)}字，少于{least}字。", "请具体说明。", **{name: found})
    return item.passed()


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
