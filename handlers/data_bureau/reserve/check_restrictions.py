"""H-UNITFLAG."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, text
from handlers.data_bureau.reserve import entry
from handlers.items import Item

MEASURES = Item("处置措施", ("33", "38"), severity="提示")
FLAGS = Item("单位其他项目的标志", ("27", "33", "38"), severity="提示")
#: Flags of a unit's projects that a reviewer must know of.
TOLD = {
    "filing_pending": "待备案", "filing_overdue": "逾期未备案", "defer_investment": "暂缓安排投资计划", "ineligible": "不予安排后续资金",
    "suspended": "暂停", "used_before_acceptance": "未验收先使用", "unit_warning": "单位警示", "major_hazard": "重大安全隐患",
}


@handler("data_bureau.check_restrictions", clauses=("27", "33", "38"), reads=("measure", "project"), pure=False)
def check_restrictions(job: Job) -> Result:
    """限制条件核查：单位或项目是否在暂缓安排、不予安排等措施期内，单位其他项目有无未了结的标志。

    What was imposed on the unit or this project and is in force today, and which flags its projects carry? Shown to whoever
    decides; it refuses nothing by itself. Variables `restricted` and `restrictions` (sentences).
    """
    findings = [_measures(job), _flags(job)]
    told = [one.problem for one in findings if one.verdict != "通过"]
    alerts = [entry.alert(f"UNIT-{number}", one) for number, one in enumerate(told, 1)]
    return Result(findings=findings, variables={"restricted": bool(told), "restrictions": told, "unit_alerts": alerts})


def _measures(job: Job) -> Finding:
    objects = (text(job.variables, "unit_id"), case.project_no(job))
    rows = [row for key in objects for row in job.registers.find("measure", object_key=key) if _in_force(row, case.today(job))]
    if not rows:
        return MEASURES.passed()
    told = "；".join(f"{row['kind']}（{row['document_no'] or row['measure_key']}）" for row in rows)
    return MEASURES.doubtful(f"在措施期内：{told}。", "请审核人员判断是否入库。", measures=[row["measure_key"] for row in rows])


def _in_force(row: Answers, today: date) -> bool:
    begin, until, lifted = (day(row, name) for name in ("from_on", "until_on", "lifted_on"))
    return begin is not None and begin <= today and (until is None or today <= until) and (lifted is None or today < lifted)


def _flags(job: Job) -> Finding:
    found = list(_flagged(job))
    if not found:
        return FLAGS.passed()
    return FLAGS.doubtful(f"{'；'.join(found)}。", "请了结后申报，或由审核人员判断。", projects=found)


def _flagged(job: Job) -> Iterator[str]:
    for project in job.registers.find("project", unit_id=text(job.variables, "unit_id")):
        words = [TOLD[flag] for flag in project["flags"] or () if flag in TOLD]
        if words:
            yield f"{project['name']}（{project['project_no']}）：{'、'.join(words)}"
