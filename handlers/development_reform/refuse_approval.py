"""A stage is refused, with reasons (D-12-2)."""

from __future__ import annotations

from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.development_reform.stages import next_key, reason, row_of, stage


@handler("development_reform.refuse_approval", clauses=("14",), reads=("project", "approval"), pure=False)
def refuse_approval(job: Job) -> Result:
    """不予批准：登记决定和理由，出具不予批准决定书。

    Issues D-12-2 with the written reasons; the project's state becomes 不予批准. Raises Invalid without reasons. Variable
    `approval_result` = 不予批准.
    """
    project, now, key = case.registered_project(job), stage(job), next_key(job)
    data = {"project_no": project["project_no"], "stage": now["stage"], "reason": reason(job), "register": "approval",
            "key": key, "field": "document_no"}
    title = f"关于{project['name']}{now['stage']}的不予批准决定书"
    return Result(
        variables={"approval_result": "不予批准"},
        records=[
            Change(register="approval", key=key, fields=row_of(job, "不予批准") | {"reason": reason(job)}),
            *case.project_change(job, state="不予批准"),
        ],
        documents=[Document(kind="D-12-2", organ="DRC", title=title, data=data)],
    )
