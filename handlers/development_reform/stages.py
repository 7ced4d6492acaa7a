"""The stage of approval that is played now, and how its decision is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import Invalid
from engine.handler import Finding, Job
from handlers import case
from handlers.answers import text
from handlers.items import Item


def stage(job: Job) -> Mapping[str, Any]:
    """The stage that is played now, as D04 gives it: `stage`, `depth`, `has_budget`, `position`."""
    given: Mapping[str, Any] = job.variables["stage"]
    return given


def written(job: Job, name: str, item: Item) -> Finding:
    """Whether a text has at least P_text_min characters."""
    found, least = text(job.variables, name), case.limit(job, "P_text_min")
    if len(found) < least:
        return item.failed(f"现有{len(found)}字，少于{least}字。", "请具体说明。", **{name: found})
    return item.passed()


def next_key(job: Job) -> str:
    """The key of the project's next decision."""
    no = case.project_no(job)
    return f"{no}-A-{len(job.registers.find('approval', project_no=no)) + 1}"


def row_of(job: Job, decision: str) -> dict[str, Any]:
    """What every decision on a stage keeps."""
    return {
        "project_no": case.project_no(job), "stage": stage(job)["stage"], "decision": decision,
        "platform_code": text(job.variables, "platform_code") or None, "approved_on": case.today(job).isoformat(),
    }


def reason(job: Job) -> str:
    """The written reasons. Raises Invalid when there are none."""
    given = text(job.variables, "approval_reason")
    if not given:
        raise Invalid("approval.no_reason", project_no=case.project_no(job))
    return given
