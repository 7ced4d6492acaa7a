"""What every check asks of its job: the project, the limits in force, the day, the round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Job
from handlers.answers import Answers, local_day, number
from handlers.registers.reading import latest

Row = Mapping[str, Any]


def project_no(job: Job) -> str:
    """The number of the job's project. Raises Invalid when the case has none."""
    found = job.business_key or job.variables.get("project_no")
    if not isinstance(found, str) or not found:
        raise Invalid("case.no_project", type=job.type)
    return found


def project(job: Job) -> Row | None:
    """The register row of the job's project, or None."""
    return job.registers.get("project", project_no(job))


def registered_project(job: Job) -> Row:
    """The register row of the job's project. Raises Invalid when the project is not registered."""
    row = project(job)
    if row is None:
        raise Invalid("case.unknown_project", project_no=project_no(job))
    return row


def project_change(job: Job, **fields: Any) -> list[Change]:
    """The change of the project's row; none when the project is not registered (a row cannot begin with a state)."""
    return [Change(register="project", key=project_no(job), fields=fields)] if project(job) else []


def latest_row(job: Job, register: str) -> Row | None:
    """The row of the project's latest round in `reports`, `acceptances` or `rectifications`, or None."""
    return latest(job.registers, register, project_no(job))


def today(job: Job) -> date:
    """The local day of the fact that the job follows."""
    return local_day(job.at)


def limit(job: Job, name: str) -> Any:
    """The value of a parameter in force for this case. Raises Invalid when there is none: no check invents a limit."""
    if name not in job.parameters:
        raise Invalid("parameter.unknown", parameter=name, type=job.type)
    return job.parameters[name]


def round_of(answers: Answers, name: str) -> int:
    """The round that a case counts in a variable, 1 when it counts none. Raises Invalid for a number that is no round."""
    found = number(answers, name)
    if found is None:
        return 1
    if found != int(found) or found < 1:
        raise Invalid("case.bad_round", variable=name, value=found)
    return int(found)
