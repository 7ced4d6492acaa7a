"""Confirming the construction report (D-19)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Document, Job, Result, handler
from engine.values import Json
from handlers import case
from handlers.answers import number


@handler("data_bureau.confirm_report", clauses=("26",), reads=("project", "report"), pure=False)
def confirm_report(job: Job) -> Result:
    """系统建设报告确认：登记确认日期，出具确认意见。

    Keeps the report as confirmed and issues D-19. Raises Invalid when no report was handed in or the project is unknown.
    Variables `report_confirmed`, `report_confirmed_on`.
    """
    project, report = case.registered_project(job), case.latest_row(job, "report")
    if report is None:
        raise Invalid("report.missing", project_no=project["project_no"])
    confirmed_on, key = case.today(job).isoformat(), report["report_key"]
    project_fields: dict[str, Json] = {"report_confirmed_on": confirmed_on, "state": "报告已确认"}
    level = number(report["sections"], "mlps_level")
    if level is not None and level >= (project["mlps_level"] or 0):
        project_fields["mlps_level"] = int(level)
    title = f"关于{project['name']}系统建设报告的确认意见"
    data = {"project_no": project["project_no"], "project_name": project["name"], "round": report["round"],
            "register": "report", "key": key, "field": "report_no"}
    return Result(
        variables={"report_confirmed": True, "report_confirmed_on": confirmed_on},
        records=[
            Change(register="report", key=key, fields={"status": "已确认", "confirmed_on": confirmed_on}),
            *case.project_change(job, **project_fields),
        ],
        documents=[Document(kind="D-19", organ="DATA", title=title, data=data)],
    )
