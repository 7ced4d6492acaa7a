"""When a filing was handed in, and whether that was in time (article 27): shared by the checks of a filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.handler import Finding, Job
from handlers import case
from handlers.answers import day, last_day
from handlers.items import Item

IN_TIME = Item("备案期限", ("27",), severity="提示")
REGISTERED = Item("项目登记", ("11",), severity="提示")


@dataclass(frozen=True, slots=True)
class Submission:
    """The first submission that counted, the last day for it (None: nobody counted it), the acceptance."""

    submitted_on: date
    due_on: date | None
    accepted_on: date | None

    @property
    def late(self) -> bool | None:
        """Whether it came after the last day; None when there is none to compare with."""
        return None if self.due_on is None else self.submitted_on > self.due_on

    @property
    def finding(self) -> Finding:
        """The lateness as a finding; it never stands in the way of a filing."""
        if self.late is None:
            return IN_TIME.doubtful("没有备案截止日，无法判断是否逾期。", "请核对验收登记。", submitted_on=self.submitted_on)
        if self.late:
            problem = f"截止日为{self.due_on}，提交于{self.submitted_on}，已逾期。"
            return IN_TIME.failed(problem, "逾期记录保留，后续资金自提交之日起不再受限。", due_on=self.due_on)
        return IN_TIME.passed(due_on=self.due_on, submitted_on=self.submitted_on)


def submission(job: Job) -> Submission:
    """The submission as the register and the case know it; the first one that counted stays."""
    row = job.registers.get("filing", case.project_no(job)) or {}
    return Submission(
        submitted_on=day(row, "submitted_on") or day(job.variables, "filing_submitted_on") or case.today(job),
        due_on=last_day(job.variables, "filing_due_on") or day(row, "due_on"),
        accepted_on=day(row, "acceptance_date") or day(job.variables, "acceptance_date"),
    )


def registered(job: Job) -> Finding:
    """Whether the project is in the register: without it no flag can be set or lifted."""
    if case.project(job) is None:
        return REGISTERED.doubtful("项目没有登记，资金限制无法解除。", "请登记项目。", project_no=case.project_no(job))
    return REGISTERED.passed(project_no=case.project_no(job))


def iso(value: date | None) -> str | None:
    """The day as it is kept in a register."""
    return value.isoformat() if value else None
