"""The end of a classified project's way into the system (D-02)."""

from __future__ import annotations

from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.answers import text


@handler("secrecy.issue_notice", clauses=("11", "40"))
def issue_notice(job: Job) -> Result:
    """涉密项目线下申报告知：告知按保密规定在线下申报，不含项目内容。

    Issues D-02. It names the unit and the day and nothing of the project. Variable `intake_result` = 涉密终止.
    """
    data = {"unit_id": text(job.variables, "unit_id"), "told_on": case.today(job).isoformat()}
    notice = Document(kind="D-02", organ="DATA", title="涉密项目线下申报告知", data=data)
    return Result(variables={"intake_result": "涉密终止"}, documents=[notice])
