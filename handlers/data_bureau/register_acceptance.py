"""A passed acceptance and what begins with it: use, warranty, the month for filing (articles 23, 26, 27, 28)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.errors import Invalid
from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, last_day, months_later, number, rows, text
from handlers.case import limit
from handlers.items import Item

GROUP = Item("验收组人数", ("26",), severity="提示")
DUE = Item("备案截止日", ("27",))


@handler(
    "data_bureau.register_acceptance", clauses=("23", "26", "27", "28"), reads=("project", "report", "filing"), pure=False
)
def register_acceptance(job: Job) -> Result:
    """竣工验收合格登记：登记验收结论，开始备案期限和免费运维期。

    Keeps the passed round, allows use, sets `filing_pending` and opens the filing until the day in `due_at` or
    `filing_due_on`. Raises Invalid when the project is unknown, the conclusion is not 合格, or the date lies in the future or
    before the report was confirmed. Variables `acceptance_status`, `go_live_allowed`, `warranty_end`.
    """
    project, accepted = case.registered_project(job), _accepted_on(job)
    round = case.round_of(job.variables, "acceptance_round")
    due = last_day(job.variables, "due_at") or last_day(job.variables, "filing_due_on")
    ends = _warranty_end(accepted, number(job.variables, "warranty_months") or number(project, "warranty_months"))
    state = {"acceptance_status": "合格", "go_live_allowed": True, "warranty_end": ends}
    flags = {"set": ["filing_pending"], "lift": ["rectifying"]}
    return Result(
        findings=[_group(job), _due(due)],
        variables=state,
        records=[
            _round(job, round, accepted),
            _filing(job, accepted, due),
            *case.project_change(job, **state, acceptance_date=accepted.isoformat(), state="验收合格", flags=flags),
        ],
    )


def _accepted_on(job: Job) -> date:
    accepted, conclusion = day(job.variables, "acceptance_date"), text(job.variables, "acceptance_conclusion")
    confirmed = day(case.registered_project(job), "report_confirmed_on")
    if conclusion != "合格":
        raise Invalid("acceptance.not_passed", conclusion=conclusion)
    if accepted is None or accepted > case.today(job) or (confirmed is not None and accepted < confirmed):
        raise Invalid("acceptance.bad_date", acceptance_date=accepted, confirmed_on=confirmed, today=case.today(job))
    return accepted


def _warranty_end(accepted: date, months: Decimal | None) -> str | None:
    return None if months is None else months_later(accepted, int(months)).isoformat()


def _round(job: Job, round: int, accepted: date) -> Change:
    return Change(register="acceptance", key=f"{case.project_no(job)}-{round}", fields={
        "project_no": case.project_no(job), "round": round, "date": accepted.isoformat(), "conclusion": "合格",
        "status": "合格", "group": list(rows(job.variables, "acceptance_group")),
        "items": list(rows(job.variables, "acceptance_items")),
    })


def _filing(job: Job, accepted: date, due: date | None) -> Change:
    return Change(register="filing", key=case.project_no(job), fields={
        "acceptance_date": accepted.isoformat(), "due_on": due.isoformat() if due else None, "status": "未备案",
    })


def _group(job: Job) -> Finding:
    people, least = len(rows(job.variables, "acceptance_group")), limit(job, "P_acceptance_group_min")
    if people < least:
        return GROUP.doubtful(f"验收组{people}人，少于{least}人。", "请核对验收组签字表。", acceptance_group=people)
    return GROUP.passed(acceptance_group=people)


def _due(due: date | None) -> Finding:
    if due is None:
        return DUE.doubtful("没有计算出备案截止日。", "请核对流程的期限设置。")
    return DUE.passed(due_on=due)
