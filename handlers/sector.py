"""What the offices of a sector look at in a construction plan (article 4): one rule, asked by each for its own units."""

from __future__ import annotations

from engine.handler import Finding, Job
from handlers.answers import text
from handlers.case import limit
from handlers.items import Item

MERGED = Item("存量系统整合", ("4", "32"))
PLACE = Item("与行业系统的衔接", ("4",))


def sector_findings(job: Job) -> list[Finding]:
    """Is merging with what exists described in P_text_min characters, and is it said which sector systems are shared with?"""
    plan, least = text(job.variables, "integration_plan"), limit(job, "P_text_min")
    needs = job.variables.get("share_needs")
    merged = MERGED.answered(len(plan) >= least, f"整合或停用计划为{len(plan)}字，少于{least}字。", "请写明与存量系统的关系。")
    if not needs:
        return [merged, PLACE.doubtful("没有填写数据需求。", "请说明与行业系统共享哪些数据。")]
    return [merged, PLACE.passed(share_needs=len(needs))]
