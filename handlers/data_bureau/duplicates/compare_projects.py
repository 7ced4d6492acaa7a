"""H-DUP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, rows, text
from handlers.case import limit
from handlers.data_bureau.duplicates.similarity import DIMENSIONS, Description, Likeness, Measure, identity
from handlers.data_bureau.reserve import entry
from handlers.data_bureau.reserve.entry import described
from handlers.items import Item

IDENTICAL = Item("原样重复申报", ("6",))
ALIKE = Item("相似项目", ("6", "11"), severity="提示")
SPLIT = Item("疑似拆分申报", ("6",), severity="提示")
#: Results after which the same text may not be handed in again unchanged.
REFUSED = ("不予入库", "不予受理", "不同意")
LEVELS = ("高", "中", "低")
NAMES = {"goals": "建设目标", "contents": "主要内容", "tech_route": "技术路线"}


@dataclass(frozen=True, slots=True)
class Known:
    """A declared project or a system that the own one is compared with."""

    key: str
    name: str
    unit_id: str
    year: int | None
    described: Description
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A known one, how alike it is, and what that means."""

    known: Known
    likeness: Likeness
    level: str
    split: bool


@handler("data_bureau.compare_projects", clauses=("6", "11"), reads=("declaration", "reserve", "system", "project", "unit"), pure=False)
def compare_projects(job: Job) -> Result:
    """重复与拆分比对：建设目标、主要内容、技术路线与已申报、在库项目和在用系统是否相似。

    Is the same, or a part of the same, declared already or in use? Only a text that is handed in unchanged is refused; everything
    else is shown to people with its percentages. Systems that the declaration itself rebuilds, merges or replaces are left out.
    Variables `dup_identical`, `dup_level` (高, 中, 低), `dup_matches` (the nearest first), `dup_alerts`.
    """
    own, known = described(job.variables), list(_known(job))
    same = [one.key for one in known if one.key != case.project_no(job) or one.result in REFUSED if identity(one.described) == identity(own)]
    others = [one for one in known if one.key != case.project_no(job)]
    measure = _measure(job, others)
    measured = [_judged(job, one, measure.of(own, one.described)) for one in others]
    matches = sorted((one for one in measured if one.level != "低"), key=lambda one: (-one.likeness.score, one.known.key))
    shown = matches[: limit(job, "P_dup_shown")]
    return Result(
        findings=[_identical(same), _alike(job, shown), _split(shown)],
        variables={
            "dup_identical": bool(same), "dup_level": shown[0].level if shown else "低",
            "dup_matches": [_told(job, one) for one in shown],
            "dup_alerts": [entry.alert(f"DUP-{one.known.key}", _sentence(job, one)) for one in shown],
        },
    )


def _known(job: Job) -> Iterator[Known]:
    rounds = sorted(job.registers.find("declaration", kind=entry.KIND), key=lambda row: int(row["round"]))
    newest = {row["project_no"]: row for row in rounds}
    for project_no, row in sorted(newest.items()):
        project = job.registers.get("project", project_no) or {}
        yield Known(project_no, project.get("name") or project_no, project.get("unit_id") or "", project.get("plan_year"),
                    described(row["content"]), row["result"])
    for row in job.registers.find("reserve"):
        if row["project_no"] not in newest:
            yield Known(row["project_no"], row["name"], row["unit_id"], row["plan_year"], described(row))
    touched = {text(row, "system_no") for row in rows(job.variables, "related_systems")}
    for row in job.registers.find("system"):
        if row["system_no"] not in touched and row["status"] not in ("已停用", "已整合"):
            functions = "\n".join(str(one) for one in row["functions"] or ())
            yield Known(row["system_no"], row["name"], row["unit_id"], None, Description(contents=f"{row['summary'] or ''}\n{functions}"))


def _measure(job: Job, others: list[Known]) -> Measure:
    return Measure(
        [one.described for one in others], weights=dict(zip(DIMENSIONS, limit(job, "P_dup_weights"), strict=True)),
        stock=limit(job, "P_dup_stock"), common=limit(job, "P_dup_common"), least=limit(job, "P_dup_least"),
    )


def _judged(job: Job, known: Known, likeness: Likeness) -> Match:
    high, mid = limit(job, "P_dup_high"), limit(job, "P_dup_mid")
    level = "高" if likeness.score >= high else "中" if likeness.score >= mid else "低"
    same_year = known.year is not None and known.year == number(job.variables, "plan_year")
    return Match(known, likeness, level, level != "低" and same_year and known.unit_id == text(job.variables, "unit_id"))


def _told(job: Job, match: Match) -> Mapping[str, Any]:
    """What an applicant may see of another unit's project: its name, its unit, how alike."""
    return {
        "key": match.known.key, "name": match.known.name, "unit": _unit(job, match), "level": match.level,
        "score": match.likeness.score, "by_dimension": {NAMES[name]: percent for name, percent in match.likeness.by_dimension.items()},
        "split": match.split,
    }


def _unit(job: Job, match: Match) -> str:
    unit = job.registers.get("unit", match.known.unit_id) or {}
    return str(unit.get("name") or match.known.unit_id)


def _sentence(job: Job, match: Match) -> str:
    percents = "、".join(f"{NAMES[name]}{percent}%" for name, percent in match.likeness.by_dimension.items())
    what = "疑似拆分申报" if match.split else "疑似重复建设"
    return f"{what}（{match.level}）：与{_unit(job, match)}的“{match.known.name}”相似，{percents}。"


def _identical(same: list[str]) -> Finding:
    if same:
        return IDENTICAL.failed(f"与{'、'.join(same)}的申报内容完全相同。", "请修改后申报，或与该项目合并申报。", same=same)
    return IDENTICAL.passed()


def _alike(job: Job, matches: list[Match]) -> Finding:
    if not matches:
        return ALIKE.passed()
    problem = "".join(_sentence(job, one) for one in matches)
    return ALIKE.doubtful(problem, "请逐条回应：修改、合并、复用，或说明不属重复的理由。", matches=[one.known.key for one in matches])


def _split(matches: list[Match]) -> Finding:
    parts = [one.known.name for one in matches if one.split]
    if parts:
        return SPLIT.doubtful(f"同一单位同一年度有相似的申报：{'、'.join(parts)}。", "相似的项目不得拆分申报，请合并申报或说明理由。", parts=parts)
    return SPLIT.passed()
