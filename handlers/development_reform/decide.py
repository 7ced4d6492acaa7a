"""What the approving office decides on a stage, as documents and in the register (articles 14, 16)."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.answers import months_later, number, rows, text
from handlers.development_reform.check_papers import stage


@handler("development_reform.issue_approval", clauses=("14", "16"), reads=("project", "approval"), pure=False)
def issue_approval(job: Job) -> Result:
    """立项批复：登记本环节的批复，出具立项批复。

    The total is the reviewed budget when the stage carries one, else the estimate (万元); it is valid for P_approval_months.
    Issues D-12. Raises Invalid without a total or for an unknown project. Variables `approval_key` and `approved_total`.
    """
    project, now = case.registered_project(job), stage(job)
    total = number(job.variables, "budget_approved" if now["has_budget"] else "stage_estimate")
    if total is None:
        raise Invalid("approval.no_total", project_no=project["project_no"], stage=now["stage"])
    valid_until = months_later(case.today(job), case.limit(job, "P_approval_months")).isoformat()
    content = [dict(row) for row in rows(job.variables, "approval_content")]
    key = _key(job)
    fields = {
        **_row(job, "批准"), "estimate": number(job.variables, "stage_estimate"), "total": total, "content": content,
        "budget": total if now["has_budget"] else None, "valid_until": valid_until,
    }
    data = {
        "project_no": project["project_no"], "stage": now["stage"], "depth": now["depth"], "total": total, "content": content,
        "period": text(job.variables, "build_period"), "valid_until": valid_until, "register": "approval", "key": key,
        "field": "document_no",
    }
    return Result(
        variables={"approval_key": key, "approved_total": total},
        records=[Change(register="approval", key=key, fields=fields)],
        documents=[Document(kind="D-12", organ="DRC", title=f"关于{project['name']}{now['stage']}的批复", data=data)],
    )


@handler("development_reform.refuse_approval", clauses=("14",), reads=("project", "approval"), pure=False)
def refuse_approval(job: Job) -> Result:
    """不予批准：登记决定和理由，出具不予批准决定书。

    Issues D-12-2 with the written reasons; the project's state becomes 不予批准. Raises Invalid without reasons. Variable
    `approval_result` = 不予批准.
    """
    project, now, key = case.registered_project(job), stage(job), _key(job)
    data = {"project_no": project["project_no"], "stage": now["stage"], "reason": _reason(job), "register": "approval",
            "key": key, "field": "document_no"}
    title = f"关于{project['name']}{now['stage']}的不予批准决定书"
    return Result(
        variables={"approval_result": "不予批准"},
        records=[
            Change(register="approval", key=key, fields=_row(job, "不予批准") | {"reason": _reason(job)}),
            *case.project_change(job, state="不予批准"),
        ],
        documents=[Document(kind="D-12-2", organ="DRC", title=title, data=data)],
    )


@handler("development_reform.extend_approval", clauses=("14",), reads=("project",), pure=False)
def extend_approval(job: Job) -> Result:
    """延长审批期限：把延长的理由告知项目单位，只能延长一次。

    Issues D-12-3. Raises Invalid without reasons and when the stage was extended before. Variable `approval_extended`.
    """
    project, now = case.registered_project(job), stage(job)
    if job.variables.get("approval_extended") is True:
        raise Invalid("approval.extended_before", project_no=project["project_no"], stage=now["stage"])
    data: dict[str, Any] = {"project_no": project["project_no"], "stage": now["stage"], "reason": _reason(job),
                            "days": case.limit(job, "T14_extension")}
    title = f"关于延长{project['name']}{now['stage']}审批期限的告知书"
    return Result(
        variables={"approval_extended": True}, documents=[Document(kind="D-12-3", organ="DRC", title=title, data=data)],
    )


@handler("development_reform.withdraw_application", clauses=("14",), reads=("project",), pure=False)
def withdraw_application(job: Job) -> Result:
    """撤回登记：项目单位在作出决定前撤回立项申请，项目回到评审通过。

    The project may apply again. Variable `approval_result` = 撤回; the reason stays in `withdraw_reason`.
    """
    case.registered_project(job)
    return Result(variables={"approval_result": "撤回"}, records=case.project_change(job, state="评审通过"))


def _key(job: Job) -> str:
    no = case.project_no(job)
    return f"{no}-A-{len(job.registers.find('approval', project_no=no)) + 1}"


def _row(job: Job, decision: str) -> dict[str, Any]:
    return {
        "project_no": case.project_no(job), "stage": stage(job)["stage"], "decision": decision,
        "platform_code": text(job.variables, "platform_code") or None, "approved_on": case.today(job).isoformat(),
    }


def _reason(job: Job) -> str:
    reason = text(job.variables, "approval_reason")
    if not reason:
        raise Invalid("approval.no_reason", project_no=case.project_no(job))
    return reason
