"""复核: the office that decided looks once more, and there it ends."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Job, Result, handler
from handlers import case
from handlers.answers import text
from handlers.items import Item

RESULT = Item("复核结果", ("4",))


@handler("data_bureau.record_appeal", clauses=("4",), reads=("project",), pure=False)
def record_appeal(job: Job) -> Result:
    """复核登记：登记复核的决定、理由和结果。

    Keeps what was appealed against and whether it stands. Raises Invalid when nothing was decided. Variable `appeal_result`.
    """
    result = text(job.variables, "appeal_result")
    if result not in ("维持", "变更"):
        raise Invalid("appeal.undecided", result=result)
    row = {
        "project_no": case.project_no(job), "against": text(job.variables, "appeal_against"),
        "reason": text(job.variables, "appeal_reason"), "result": result,
        "opinion": text(job.variables, "appeal_opinion") or None, "decided_by": text(job.variables, "appeal_by") or None,
        "decided_on": case.today(job).isoformat(),
    }
    return Result(
        findings=[RESULT.passed(appeal_result=result)], variables={"appeal_result": result},
        records=[Change(register="appeal", key=f"{case.project_no(job)}-{job.id}", fields=row)],
    )
