"""On what a joint review rests: the annual plan, the green channel, or the maintenance plan (article 13)."""

from __future__ import annotations

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.case import Row, limit
from handlers.items import Item

BASIS = Item("联合评审依据", ("13", "9", "10"))
#: Words of a plan item by which the project may be built.
IN_FORCE = ("已下达", "增补")


@handler(
    "data_bureau.check_basis", clauses=("9", "10", "13"),
    reads=("project", "plan_item", "review", "declaration"), pure=False,
)
def check_basis(job: Job) -> Result:
    """评审依据核对：列入年度计划、经绿色通道批准，或者属于运维类，方可申请联合评审。

    What the review rests on, its round, who reviews and who signs. In a later round the plan of the round before comes
    along as variables. Variables `review_basis` (年度计划, 绿色通道, 运维计划, 无), `review_round`, `project_class`, `amount`,
    `green_ground`, `reviewer_role`, `signer_role`.
    """
    project = case.registered_project(job)
    item, basis = _plan_item(job), "无"
    if project["class"] == "运维":
        basis = "运维计划"
    elif project["green_no"]:
        basis = "绿色通道"
    elif item is not None:
        basis = "年度计划"
    last = case.latest_row(job, "review")
    aside = project["unit_id"] == limit(job, "P_data_unit")
    reviewer, signer = limit(job, "P_stand_aside_role"), limit(job, "P_stand_aside_signer")
    variables = {
        "review_basis": basis, "review_round": int(last["round"]) + 1 if last else 1, "project_class": project["class"],
        "amount": item["total"] if item else project["estimate"],
        "green_ground": project["green_ground"] if basis == "绿色通道" else None,
        "reviewer_role": reviewer if aside else "data_review", "signer_role": signer if aside else "data_lead",
    }
    begun: list[Change] = [] if basis == "无" else case.project_change(job, state="方案编制")
    return Result(findings=[_basis(basis)], variables=_earlier(job) | variables, records=begun)


def _plan_item(job: Job) -> Row | None:
    found = job.registers.find("plan_item", project_no=case.project_no(job))
    current = [row for row in found if row["status"] in IN_FORCE]
    return max(current, key=lambda row: int(row["year"]), default=None)


def _earlier(job: Job) -> dict[str, object]:
    """The plan as it was handed in last; what the case already holds is not overwritten."""
    found = job.registers.find("declaration", project_no=case.project_no(job), kind="建设方案")
    last = max(found, key=lambda row: int(row["round"]), default=None)
    content = last["content"] if last else {}
    return {name: value for name, value in content.items() if job.variables.get(name) is None}


def _basis(basis: str) -> Finding:
    if basis == "无":
        return BASIS.failed("项目没有列入年度计划，也没有经绿色通道批准。", "请先列入年度计划，或者申请绿色通道。")
    return BASIS.passed(review_basis=basis)
