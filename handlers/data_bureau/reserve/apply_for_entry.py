"""The line department's application for a project (D-03; article 6)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import text
from handlers.data_bureau.reserve import entry
from handlers.items import Item

CDO = Item("首席数据官审定", ("7",))
LINE = Item("主管部门统一申请", ("6",))


@handler("data_bureau.apply_for_entry", clauses=("6", "7"), reads=("declaration", "project", "unit"), pure=False)
def apply_for_entry(job: Job) -> Result:
    """统一申请登记：登记首席数据官审定和主管部门同意，以主管部门的名义出具项目入库申请表。

    Keeps who approved and when with the round and issues D-03. Raises Invalid when the chief data officer or the line department
    did not agree, or when one person did both. Variable `applied_on`.
    """
    row, project = entry.open_row(job), case.registered_project(job)
    people = {name: text(job.variables, f"{name}_by") for name in ("cdo", "line")}
    if text(job.variables, "cdo_decision") != "同意" or not people["cdo"]:
        raise Invalid("reserve.no_cdo", project_no=project["project_no"])
    if text(job.variables, "line_decision") != "同意统一申请" or not people["line"]:
        raise Invalid("reserve.no_line", project_no=project["project_no"])
    if people["cdo"] == people["line"]:
        raise Invalid("reserve.one_person", person=people["cdo"])
    today = case.today(job).isoformat()
    data = {"project_no": project["project_no"], "project_name": project["name"], "round": row["round"], **people}
    return Result(
        findings=[_agreed(CDO, people["cdo"]), _agreed(LINE, people["line"])], variables={"applied_on": today},
        records=[
            entry.changed(row, cdo_by=people["cdo"], cdo_on=today, line_by=people["line"], line_on=today),
            *case.project_change(job, state="入库审核"),
        ],
        documents=[Document(kind="D-03", organ=_applicant(job, project["unit_id"]), title=f"{project['name']}项目入库申请表", data=data)],
    )


def _applicant(job: Job, unit_id: str) -> str:
    """The name of the unit that applies: the one that checks for the project's unit, or that unit itself."""
    unit = job.registers.get("unit", unit_id) or {}
    line = job.registers.get("unit", unit.get("line_unit") or unit_id) or unit
    return str(line.get("name") or unit_id)


def _agreed(item: Item, person: str) -> Finding:
    return item.passed(by=person)
