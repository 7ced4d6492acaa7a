"""One notice of what is missing (D-01-2; article 7)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.answers import number, rows
from handlers.data_bureau.reserve import entry
from handlers.items import Item

ONCE = Item("一次性补正告知", ("7",))


@handler("data_bureau.request_correction", clauses=("7",), reads=("declaration", "project"), pure=False)
def request_correction(job: Job) -> Result:
    """补正告知：出具一次性补正告知书。

    Issues D-01-2 with the list `corrections`. Raises Invalid when the list is empty or a notice was given in this round. Variable
    `corrections_made`.
    """
    row, project = entry.open_row(job), case.registered_project(job)
    listed = rows(job.variables, "corrections")
    if not listed:
        raise Invalid("reserve.no_corrections", project_no=project["project_no"])
    made = int(number(row, "corrections") or 0)
    if made > 0:
        raise Invalid("reserve.corrected_once", project_no=project["project_no"])
    data = {"project_no": project["project_no"], "project_name": project["name"], "corrections": [dict(one) for one in listed]}
    return Result(
        findings=[ONCE.passed(corrections=len(listed))], variables={"corrections_made": made + 1},
        records=[entry.changed(row, corrections=made + 1)],
        documents=[Document(kind="D-01-2", organ="DATA", title=f"关于{project['name']}入库申报的补正告知书", data=data)],
    )
