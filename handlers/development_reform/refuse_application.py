"""Not taken up, and why (D-12-4)."""

from __future__ import annotations

from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.answers import rows


@handler("development_reform.refuse_application", clauses=("9", "13"), reads=("project",), pure=False)
def refuse_application(job: Job) -> Result:
    """不予受理：逐项写明缺少的要件和条款，出具不予受理通知书。

    Issues D-12-4 with `admission_problems`. Variable `approval_result` = 不予受理.
    """
    project = case.registered_project(job)
    data = {"project_no": project["project_no"], "problems": [dict(row) for row in rows(job.variables, "admission_problems")]}
    title = f"关于{project['name']}立项申请的不予受理通知书"
    return Result(
        variables={"approval_result": "不予受理"}, documents=[Document(kind="D-12-4", organ="DRC", title=title, data=data)],
    )
