"""H-PREVIEW."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, number, text, yes
from handlers.case import limit
from handlers.items import Item

WAY = Item("立项审批路径预告", ("14", "9", "10"), severity="提示")
ANCILLARY = Item("附属审批预告", ("17",), severity="提示")


@handler("development_reform.preview_approval", clauses=("9", "10", "14", "17"), reads=("project",), pure=False)
def preview_approval(job: Job) -> Result:
    """审批路径预告：按投资规模、建设方式和依据预告立项审批的环节和附属审批。

    Tells early which way of approval the project will take: by T_low and T_high (10,000 yuan), build mode and green channel;
    and whether civil works or high energy use ask for more. A preview, no decision. Variable `approval_preview`.
    """
    project = case.project(job) or {}
    way = _way(job, project)
    return Result(findings=[_said(way, project), _ancillary(project)], variables={"approval_preview": way})


def _way(job: Job, project: Answers) -> str:
    total, ground = number(job.variables, "plan_total"), text(project, "green_ground")
    if text(project, "class") == "运维":
        return "运维类不再立项审批"
    if total is None:
        return "缺少总投资"
    if ground == "突发":
        return "初步设计（代可行性研究报告，含概算）"
    if text(project, "class") == "购买服务" or total <= limit(job, "T_low"):
        return "可行性研究报告"
    if ground == "重要" and total > limit(job, "T_high"):
        return "项目建议书、可行性研究报告、初步设计"
    if total <= limit(job, "T_high") and text(project, "build_mode") in ("改建", "扩建"):
        return "可行性研究报告（达到初步设计深度，含概算）"
    return "可行性研究报告、初步设计"


def _said(way: str, project: Answers) -> Finding:
    if way == "缺少总投资":
        return WAY.doubtful("缺少总投资，不能预告。", "请补充概算。")
    return WAY.passed(approval_preview=way, project_class=text(project, "class"))


def _ancillary(project: Answers) -> Finding:
    asked = [word for name, word in (("civil_works", "土建：规划选址、用地预审、环境影响评价"), ("high_energy", "高耗能：节能评估"))
             if yes(project, name) is True]
    if asked:
        return ANCILLARY.doubtful(f"须办理附属审批（{'；'.join(asked)}）。", "请提前准备。")
    return ANCILLARY.not_applicable("没有新建土建和高耗能，不要求附属审批。")
