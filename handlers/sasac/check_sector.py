"""H-SECTOR."""

from __future__ import annotations

from engine.handler import Job, Result, handler
from handlers.sector import sector_findings


@handler("sasac.check_sector", clauses=("4", "32"))
def check_sector(job: Job) -> Result:
    """国有企业行业要求核查：与行业规划和存量系统的衔接。

    Does the plan fit what the state-owned sector plans and has?
    """
    return Result(findings=sector_findings(job))
