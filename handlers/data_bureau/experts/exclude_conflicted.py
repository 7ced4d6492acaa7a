"""H-EXPCOI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, months_later, rows, text, words
from handlers.data_bureau.experts import conflicts
from handlers.data_bureau.experts.conflicts import Matter
from handlers.items import Item

ASIDE = Item("专家回避", ("5",), severity="提示")


@handler("data_bureau.exclude_conflicted", clauses=("5", "13"), reads=("expert", "expert_draw", "unit", "project"), pure=False)
def exclude_conflicted(job: Job) -> Result:
    """专家回避核查：从专家库产生候选名单，按九种情形回避，写明理由代码。

    Experts borrowed from elsewhere (`borrowed_experts`) enter the register and are judged like all others. Those who declined
    are not asked again. Variables `expert_candidates` (expert_no, username, fields) and `expert_excluded` (expert_no, reasons).
    """
    matter, borrowed = _matter(job), [_row(row) for row in rows(job.variables, "borrowed_experts")]
    new = {row["expert_no"]: row for row in borrowed}
    pool = [row for row in job.registers.find("expert") if row["expert_no"] not in new] + list(new.values())
    declined = {text(row, "expert_no") for row in rows(job.variables, "declined_experts")}
    judged = [(row, conflicts.reasons(row, matter)) for row in sorted(pool, key=lambda row: str(row["expert_no"]))]
    excluded = [{"expert_no": row["expert_no"], "reasons": codes} for row, codes in judged if codes]
    return Result(
        findings=[_aside(excluded)],
        variables={
            "expert_candidates": [_shown(row) for row, codes in judged if not codes and row["expert_no"] not in declined],
            "expert_excluded": excluded,
        },
        records=[Change(register="expert", key=row["expert_no"], fields=row) for row in borrowed],
    )


def _shown(row: Answers) -> dict[str, Any]:
    return {"expert_no": row["expert_no"], "username": row["username"], "fields": list(row["fields"])}


def _row(row: Answers) -> dict[str, Any]:
    texts = {name: text(row, name) for name in ("expert_no", "name", "username", "unit_id", "title")}
    return {**texts, "fields": list(words(row, "fields") or ()), "status": "在库"}


def _matter(job: Job) -> Matter:
    unit_id = text(job.variables, "unit_id")
    unit = job.registers.get("unit", unit_id) or {}
    everywhere, here = _panels(job, unit_id)
    return Matter(
        project_no=case.project_no(job), unit_id=unit_id, today=case.today(job), panels=everywhere, panels_for_unit=here,
        offices={office for office in (unit_id, unit.get("line_unit"), unit.get("line_dept")) if office},
        companies=frozenset(words(job.variables, "involved_companies") or ()),
        declared=frozenset(words(job.variables, "declared_conflicts") or ()),
        most_panels=case.limit(job, "P_expert_panels"), most_for_unit=case.limit(job, "P_expert_panels_unit"),
    )


def _panels(job: Job, unit_id: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Panels of the last twelve months that each expert sat on: in all, and for the applicant."""
    since = months_later(case.today(job), -12)
    held = list(_held(job, since))
    return Counter(no for _, no in held), Counter(no for unit, no in held if unit == unit_id)


def _held(job: Job, since: date) -> Iterator[tuple[str | None, str]]:
    for row in job.registers.find("expert_draw"):
        drawn_on = day(row, "drawn_on")
        if row["status"] == "论证完成" and drawn_on is not None and drawn_on >= since:
            project = job.registers.get("project", row["project_no"]) or {}
            yield from ((project.get("unit_id"), str(no)) for no in row["final"] or ())


def _aside(excluded: list[dict[str, Any]]) -> Finding:
    counts = Counter(code for row in excluded for code in row["reasons"])
    told = [f"{code} {conflicts.REASONS[code]}：{count}人" for code, count in sorted(counts.items())]
    return ASIDE.passed(excluded=told)
