"""The end of a rectification: only then acceptance can be applied for again (article 28)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Job, Result, handler
from handlers import case
from handlers.answers import text


@handler("data_bureau.close_rectification", clauses=("28",), reads=("project", "rectification"), pure=False)
def close_rectification(job: Job) -> Result:
    """整改办结：整改事项确认落实后闭环，可以重新申请竣工验收。

    Closes the latest rectification of the project and lifts `rectifying` unless another one is open. Raises Invalid when
    there is none.
    """
    project_no = case.project_no(job)
    last = case.latest_row(job, "rectification")
    if last is None:
        raise Invalid("rectification.missing", project_no=project_no)
    key = last["rectification_key"]
    others = [row for row in job.registers.find("rectification", project_no=project_no)
              if row["rectification_key"] != key and row["status"] != "已闭环"]
    closed = {"status": "已闭环", "closed_on": case.today(job).isoformat(),
              "opinion": text(job.variables, "rectification_opinion") or None}
    round_key = f"{project_no}-{last['round']}"
    round_changes = [Change(register="acceptance", key=round_key, fields={"status": "已整改"})]
    return Result(
        variables={"rectification_key": key},
        records=[
            Change(register="rectification", key=key, fields=closed),
            *(round_changes if job.registers.get("acceptance", round_key) else []),
            *case.project_change(job, state="验收中", flags={"lift": [] if others else ["rectifying"]}),
        ],
    )
