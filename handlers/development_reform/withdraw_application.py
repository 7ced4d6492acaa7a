"""The applicant takes the application back."""

from __future__ import annotations

from engine.handler import Job, Result, handler
from handlers import case


@handler("development_reform.withdraw_application", clauses=("14",), reads=("project",), pure=False)
def withdraw_application(job: Job) -> Result:
    """撤回登记：项目单位在作出决定前撤回立项申请，项目回到评审通过。

    The project may apply again. Variable `approval_result` = 撤回; the reason stays in `withdraw_reason`.
    """
    case.registered_project(job)
    return Result(variables={"approval_result": "撤回"}, records=case.project_change(job, state="评审通过"))
