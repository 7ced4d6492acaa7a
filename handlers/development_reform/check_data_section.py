"""The chapter on sharing data (article 15)."""

from __future__ import annotations

from engine.handler import Job, Result, handler
from handlers.answers import yes
from handlers.development_reform.stages import stage, written
from handlers.items import Item, clean

SECTION = {"section_shared": "可共享的数据", "section_needed": "需要共享的数据", "section_feedback": "共享反馈机制"}
PLATFORM = Item("经市数据共享交换平台共享", ("15",))


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
        *(written(job, name, Item(f"数据资源共享分析专篇：{zh}", ("15",))) for name, zh in SECTION.items()),
        PLATFORM.answered(yes(job.variables, "section_platform"), "不经市数据共享交换平台共享。", "请改由市数据共享交换平台共享。"),
    ]
    return Result(findings=findings, variables={"section_complete": clean(findings)})
