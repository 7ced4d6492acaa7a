"""Giving a project its number and its row (articles 2, 6, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Job, Number, Result, handler
from handlers import case
from handlers.answers import number, rows, text, words, yes

#: Class -> the letter in a project's number; a project of the green channel has one of its own.
LETTERS = {"建设": "J", "购买服务": "G", "运维": "Y"}
GREEN = "L"


@handler("data_bureau.register_project", clauses=("2", "11"), reads=("project", "unit"), pure=False)
def register_project(job: Job) -> Result:
    """项目登记：给出项目编号，登记项目。

    Numbers run without gaps for each year and letter. A project that has its number already keeps it and its row is brought
    up to date. Raises Invalid when the class is none of the three or the unit is not registered. Variables `project_no` and
    `intake_result` = 登记完成.
    """
    kind, unit_id = text(job.variables, "project_class"), text(job.variables, "unit_id")
    if kind not in LETTERS:
        raise Invalid("intake.no_class", project_class=kind)
    if job.registers.get("unit", unit_id) is None:
        raise Invalid("intake.unknown_unit", unit_id=unit_id)
    no: str | Number = job.business_key or _number(job, kind)
    return Result(
        variables={"project_no": no, "intake_result": "登记完成"},
        records=[Change(register="project", key=no, fields={"project_no": no, **_fields(job, kind, unit_id)})],
    )


def _number(job: Job, kind: str) -> Number:
    letter = GREEN if text(job.variables, "intake_channel") == "绿色通道" else LETTERS[kind]
    prefix = f"HA-{case.today(job).year}-{letter}-"
    known = [str(row["project_no"]).removeprefix(prefix) for row in job.registers.find("project") if str(row["project_no"]).startswith(prefix)]
    return Number(prefix + "{:04}", after=max((int(last) for last in known if last.isdigit()), default=0))


def _fields(job: Job, kind: str, unit_id: str) -> Mapping[str, Any]:
    answers = job.variables
    return {
        "name": text(answers, "project_name"), "unit_id": unit_id, "line_dept": text(answers, "line_dept") or None,
        "class": kind, "build_mode": text(answers, "build_mode") or None, "object_type": text(answers, "object_type") or None,
        "plan_year": _whole(job, "plan_year"), "summary": text(answers, "project_summary") or None,
        "fund_sources": list(rows(answers, "fund_sources")), "estimate": number(answers, "amount"),
        "cross_level": yes(answers, "cross_level"), "counties": list(words(answers, "counties") or ()),
        "mobile": yes(answers, "mobile"), "uses_data": yes(answers, "uses_data"), "civil_works": yes(answers, "civil_works"),
        "high_energy": yes(answers, "high_energy"), "state": "草稿", "flags": [],
    }


def _whole(job: Job, name: str) -> int | None:
    found = number(job.variables, name)
    return int(found) if found is not None and found == int(found) else None
