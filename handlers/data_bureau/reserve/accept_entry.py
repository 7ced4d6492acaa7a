"""Accepting a declaration (D-01), and which county offices are asked (articles 7, 18)."""

from __future__ import annotations

from engine.handler import Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import words, yes
from handlers.data_bureau.reserve import entry
from handlers.items import Item

COUNTIES = Item("涉及县区的联系单位", ("18",), severity="提示")


@handler("data_bureau.accept_entry", clauses=("7", "18"), reads=("declaration", "project", "unit"), pure=False)
def accept_entry(job: Job) -> Result:
    """入库申报受理：出具受理通知书，找出要征求意见的县区单位。

    Issues D-01. Variables `accepted_on` and `county_offices` (county, unit_id): for a project across levels the registered unit
    of each county; a county without one is asked under its own name.
    """
    row, project = entry.open_row(job), case.registered_project(job)
    counties = list(words(job.variables, "counties") or ()) if yes(job.variables, "cross_level") else []
    offices = [{"county": county, "unit_id": _office(job, county)} for county in counties]
    data = {"project_no": project["project_no"], "project_name": project["name"], "round": row["round"]}
    return Result(
        findings=[_found(offices)], variables={"accepted_on": case.today(job).isoformat(), "county_offices": offices},
        documents=[Document(kind="D-01", organ="DATA", title=f"关于{project['name']}入库申报的受理通知书", data=data)],
    )


def _office(job: Job, county: str) -> str:
    units = [row["unit_id"] for row in job.registers.find("unit", kind="县区") if str(row["name"]).startswith(county)]
    return str(units[0]) if units else county


def _found(offices: list[dict[str, str]]) -> Finding:
    if not offices:
        return COUNTIES.not_applicable("不是跨层级项目。")
    unknown = [office["county"] for office in offices if office["county"] == office["unit_id"]]
    if unknown:
        return COUNTIES.doubtful(f"没有登记联系单位：{'、'.join(unknown)}。", "请登记县区单位。", counties=unknown)
    return COUNTIES.passed(offices=[office["unit_id"] for office in offices])
