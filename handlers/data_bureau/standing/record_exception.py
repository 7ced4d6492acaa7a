"""例外核准: a precondition that the regulation states in principle only, set aside by two departments (article 9 and others)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, text
from handlers.items import Item

GRANTED = Item("例外核准", ("9",))
TWO = Item("两个部门分别核准", ("9",))


@handler("data_bureau.record_exception", clauses=("9",), reads=("project",), pure=False)
def record_exception(job: Job) -> Result:
    """例外核准登记：登记适用的关口、理由、依据和两名核准人。

    Keeps the exception from a gate, granted or refused. Raises Invalid when the case names no gate, or when both approvals
    are by one person. Variable `exception_granted`.
    """
    gate, people = text(job.variables, "gate"), [text(job.variables, name) for name in ("first_by", "second_by")]
    if not gate:
        raise Invalid("exception.no_gate", project_no=case.project_no(job))
    granted = all(text(job.variables, name) == "同意" for name in ("first_decision", "second_decision"))
    if granted and people[0] == people[1]:
        raise Invalid("exception.one_person", person=people[0])
    until = day(job.variables, "exception_until")
    row = {
        "project_no": case.project_no(job), "gate": gate, "reason": text(job.variables, "exception_reason"),
        "basis": text(job.variables, "exception_basis"), "valid_until": until.isoformat() if until else None,
        "first_by": people[0] or None, "second_by": people[1] or None, "decided_on": case.today(job).isoformat(),
        "status": "已核准" if granted else "不予核准",
    }
    return Result(
        findings=[_granted(granted, gate), _two(people)], variables={"exception_granted": granted},
        records=[Change(register="gate_exception", key=f"{case.project_no(job)}-{gate}-{job.id}", fields=row)],
    )


def _granted(granted: bool, gate: str) -> Finding:
    if granted:
        return GRANTED.passed(gate=gate)
    return GRANTED.failed("没有得到两个部门的核准。", "请按一般规定办理。", gate=gate)


def _two(people: list[str]) -> Finding:
    return TWO.passed(first_by=people[0], second_by=people[1]) if all(people) else TWO.not_applicable("没有进行到第二次核准。")
