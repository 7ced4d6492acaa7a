"""H-SCOPE."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import rows, text
from handlers.case import limit
from handlers.items import Item

UNIT = Item("申报主体", ("2", "6"))
MONEY = Item("资金来源", ("2",))
OBJECT = Item("建设对象", ("2",), severity="提示")


@handler("data_bureau.check_scope", clauses=("2", "6"), reads=("unit",), pure=False)
def check_scope(job: Job) -> Result:
    """管理范围核查：申报主体、资金来源和建设对象是否在管理范围内。

    Who applies, with what money, for what? Exclusions that other rules know are hints for a person, never a refusal.
    Variables `applicant_level` (the unit's kind in the register) and `line_dept`.
    """
    unit = job.registers.get("unit", text(job.variables, "unit_id")) or {}
    level = unit.get("kind")
    return Result(
        findings=[_unit(level), _money(job), _object(job)],
        variables={"applicant_level": level, "line_dept": unit.get("line_unit") or unit.get("line_dept")},
    )


def _unit(level: str | None) -> Finding:
    if level is None:
        return UNIT.failed("单位没有登记在册。", "请先登记单位。")
    if level == "镇街":
        return UNIT.failed("镇（街道）不得独立建设。", "请纳入上级统筹，由上级单位申报。", applicant_level=level)
    return UNIT.passed(applicant_level=level)


def _money(job: Job) -> Finding:
    sources = [text(row, "source") for row in rows(job.variables, "fund_sources")]
    if not sources:
        return MONEY.failed("没有填写资金来源。", "请逐项填写资金来源和金额。")
    return MONEY.passed(fund_sources=sources)


def _object(job: Job) -> Finding:
    words = text(job.variables, "project_name") + text(job.variables, "project_summary")
    excluded = [word for word in limit(job, "P_scope_hints") if word in words]
    if excluded:
        return OBJECT.doubtful(f"涉及{'、'.join(excluded)}，可能不属于政务信息化项目。", "请判断是否纳入管理范围。", words=excluded)
    return OBJECT.passed()
