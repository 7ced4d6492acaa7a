"""The outcome of the green channel (D-08; article 10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Finding, Job, Number, Result, handler
from handlers import case
from handlers.answers import day, text, yes
from handlers.items import Item

GROUND = Item("绿色通道依据", ("10",))
GOVERNMENT = Item("市政府同意", ("10",))
APPROVED, TO_PLAN, REFUSED = "绿色通道批准", "转年度计划申报", "不同意"
#: Outcome -> the project's state afterwards: what goes by the plan is a draft again.
STATES = {APPROVED: "绿色通道批准", TO_PLAN: "草稿", REFUSED: "不予批准"}
#: What the unit declared, as it is kept with the declaration.
DECLARED = (
    "green_ground", "requirement_level", "requirement_no", "requirement_text", "needed_by", "urgency", "event_type",
    "response_facts", "green_content", "green_period", "amount",
)


@handler("data_bureau.record_green_channel", clauses=("10",), reads=("project",), pure=False)
def record_green_channel(job: Job) -> Result:
    """绿色通道结果登记：依据成立且市政府同意的给出编号，其余转年度计划或者不同意；出具审核意见。

    Reads `green_outcome` (绿色通道批准, 转年度计划申报, 不同意). Raises Invalid for any other outcome, and for an approval that lacks
    a ground, the chief data officer, the line department or the government. Variables `green_result` and, when approved,
    `green_no`.
    """
    project, outcome = case.registered_project(job), text(job.variables, "green_outcome")
    if outcome not in STATES:
        raise Invalid("green.no_outcome", outcome=outcome, project_no=project["project_no"])
    approved = outcome == APPROVED
    if approved and (missing := _missing(job)):
        raise Invalid("green.not_agreed", missing="、".join(missing), project_no=project["project_no"])
    given: dict[str, Any] = {"green_no": _number(job), "green_ground": text(job.variables, "green_ground")} if approved else {}
    return Result(
        findings=[_ground(job), _government(job)],
        variables={"green_result": outcome, **({"green_no": given["green_no"]} if approved else {})},
        records=[*case.project_change(job, state=STATES[outcome], **given), _declaration(job, outcome)],
        documents=[_opinion(job, project, outcome, given)],
    )


def _basis(job: Job) -> Mapping[str, Any]:
    found = job.variables.get("green_basis")
    return found if isinstance(found, Mapping) else {}


def _missing(job: Job) -> list[str]:
    held = {
        "依据成立": yes(_basis(job), "established") is True,
        "首席数据官同意": text(job.variables, "cdo_decision") == "同意",
        "主管部门同意": text(job.variables, "line_decision") == "同意统一申请",
        "市政府同意": text(job.variables, "government_decision") == "同意" and bool(text(job.variables, "government_no")),
    }
    return [name for name, there in held.items() if not there]


def _number(job: Job) -> Number:
    prefix = f"LS-{case.today(job).year}-"
    known = [str(row["green_no"]).removeprefix(prefix) for row in job.registers.find("project") if str(row["green_no"]).startswith(prefix)]
    return Number(prefix + "{:03}", after=max((int(last) for last in known if last.isdigit()), default=0))


def _ground(job: Job) -> Finding:
    ground = text(job.variables, "green_ground")
    if yes(_basis(job), "established"):
        return GROUND.passed(green_ground=ground)
    return GROUND.failed(text(_basis(job), "missing_zh") or "没有判定依据。", "请补充依据，或者转入年度计划申报。", green_ground=ground)


def _government(job: Job) -> Finding:
    decision = text(job.variables, "government_decision")
    if not decision:
        return GOVERNMENT.not_applicable("没有提请市政府审定。")
    if decision == "同意":
        return GOVERNMENT.passed(government_no=text(job.variables, "government_no"))
    return GOVERNMENT.failed("市政府没有同意。", "请转入年度计划申报。", government_decision=decision)


def _declaration(job: Job, outcome: str) -> Change:
    """The one declaration of a project that asked for the green channel: each project asks once, its rounds are in the case."""
    key = f"{case.project_no(job)}-L-1"
    answers = {name: job.variables[name] for name in DECLARED if job.variables.get(name) is not None}
    return Change(register="declaration", key=key, fields={
        "declaration_key": key, "project_no": case.project_no(job), "kind": "绿色通道", "round": 1,
        "submitted_on": case.today(job).isoformat(), "content": [answers], "cdo_by": text(job.variables, "cdo_by") or None,
        "line_by": text(job.variables, "line_by") or None, "result": outcome,
    })


def _opinion(job: Job, project: Mapping[str, Any], outcome: str, given: Mapping[str, Any]) -> Document:
    on = day(job.variables, "government_on")
    reason = (
        text(job.variables, "government_opinion") if text(job.variables, "government_decision") == "不同意"
        else text(job.variables, "line_opinion") if outcome == REFUSED else text(_basis(job), "missing_zh")
    )
    data = {
        "project_no": project["project_no"], "project_name": project["name"], "outcome": outcome, "reason": reason,
        "green_no": given.get("green_no"), "government_no": text(job.variables, "government_no") or None,
        "government_on": on.isoformat() if on else None,
    }
    return Document(kind="D-08", organ="DATA", title=f"关于{project['name']}的绿色通道审核意见", data=data)
