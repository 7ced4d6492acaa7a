"""Whether a project stands in the annual plan, or came by the green way instead (articles 8 to 10)."""

from __future__ import annotations

from engine.handler import Job
from handlers import case
from handlers.answers import text
from handlers.case import Row

#: States of a plan item in which the project counts as planned.
IN_PLAN = ("已下达", "增补")


def entry(job: Job) -> Row | None:
    """The newest item of the annual plan in which the project stands now, or None."""
    items = [item for item in job.registers.find("plan_item", project_no=case.project_no(job)) if item["status"] in IN_PLAN]
    return max(items, key=lambda item: int(item["year"]), default=None)


def green_ground(job: Job) -> str | None:
    """The ground (重要 or 突发) by which the project was let through the green way, or None."""
    row = case.project(job)
    return text(row, "green_ground") or None if row and row["green_no"] else None
