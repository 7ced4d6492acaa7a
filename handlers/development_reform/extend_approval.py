"""The time for a stage is extended once, and the applicant is told why (D-12-3)."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid
from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.development_reform.stages import reason, stage


@handler("development_reform.extend_approval", clauses=("14",), reads=("project",), pure=False)
def extend_approval(job: Job) -> Result:
    """延长审批期限：把延长的理由告知项目单位，只能延长一次。

    Issues D-12-3. Raises Invalid without reasons and when the stage was extended before. Variable `approval_extended`.
    """
    project, now = case.registered_project(job), stage(job)
    if job.variables.get("approval_extended") is True:
        raise Invalid("approval.extended_before", project_no=project["project_no"], stage=now["stage"])
    data: dict[str, Any] = {"project_no": project["project_no"], "stage": now["stage"], "reason": reason(job),
                            "days": case.limit(job, "T14_extension")}
    title = f"关于延长{project['name']}{now['stage']}审批期限的告知书"
    return Result(
        variables={"approval_extended": True}, documents=[Document(kind="D-12-3", organ="DRC", title=title, data=data)],
    )
