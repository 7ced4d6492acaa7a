"""What was supplied after the notice of what is missing (article 7)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Job, Result, handler
from handlers import case
from handlers.answers import text
from handlers.data_bureau.duplicates.similarity import identity
from handlers.data_bureau.reserve import entry
from handlers.data_bureau.reserve.entry import described
from handlers.items import Item

APPROVED = Item("补正材料经首席数据官审定", ("7",))


@handler("data_bureau.record_correction", clauses=("7",), reads=("declaration",), pure=False)
def record_correction(job: Job) -> Result:
    """补正登记：登记补正后的申报内容和首席数据官的审定。

    The round keeps its number and the line department's agreement. Raises Invalid when the chief data officer did not agree.
    """
    row, person = entry.open_row(job), text(job.variables, "cdo_by")
    if text(job.variables, "cdo_decision") != "同意" or not person:
        raise Invalid("reserve.no_cdo", project_no=row["project_no"])
    fields = {
        "content": entry.content(job.variables), "content_digest": identity(described(job.variables)),
        "cdo_by": person, "cdo_on": case.today(job).isoformat(),
    }
    return Result(findings=[APPROVED.passed(by=person)], records=[entry.changed(row, **fields)])
