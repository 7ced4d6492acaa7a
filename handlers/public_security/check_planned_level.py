"""H-MLPS on a construction plan."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, number, text, yes
from handlers.case import limit
from handlers.items import clean
from handlers.public_security.check_protection_level import FILING, LEVEL, TEST


@handler("public_security.check_planned_level", clauses=("4", "22"), reads=("project",), pure=False)
def check_planned_level(job: Job) -> Result:
    """等级保护方案核查：拟定级别和依据，备案和测评的安排。

    Is a level proposed with its ground, is filing planned from P_mlps_filing_level on and the test paid for from
    P_mlps_test_level on? Variable `protection_clear`: whether nothing is left to judge.
    """
    answers = job.variables
    level = number(answers, "mlps_level")
    findings = [_level(job, answers, level)]
    if level is not None and findings[0].verdict != "不通过":
        findings += [_filing(job, answers, level), _test(job, answers, level)]
    return Result(findings=findings, variables={"protection_clear": clean(findings)})


def _level(job: Job, answers: Answers, level: Decimal | None) -> Finding:
    registered = number(case.project(job) or {}, "mlps_level")
    if level is None or level not in range(1, 6):
        return LEVEL.failed("没有拟定等级保护级别。", "请拟定一至五级中的级别。", mlps_level=level)
    if registered is not None and level < registered:
        return LEVEL.doubtful(f"拟定{level}级，低于登记的{registered}级。", "请核对定级是否合理。", mlps_level=level)
    if not text(answers, "mlps_basis"):
        return LEVEL.doubtful("没有写明定级依据。", "请写明业务信息和系统服务的定级依据。", mlps_level=level)
    return LEVEL.passed(mlps_level=level)


def _filing(job: Job, answers: Answers, level: Decimal) -> Finding:
    if level < limit(job, "P_mlps_filing_level"):
        return FILING.not_applicable(f"{level}级无须备案。")
    return FILING.answered(yes(answers, "mlps_filing_planned"), "没有安排定级备案。", "请在系统运行前向公安机关备案。", mlps_level=level)


def _test(job: Job, answers: Answers, level: Decimal) -> Finding:
    cost = number(answers, "mlps_test_budget")
    if level < limit(job, "P_mlps_test_level"):
        return TEST.not_applicable(f"{level}级不要求测评报告。")
    return TEST.answered(cost is not None and cost > 0, "没有等级测评的安排和费用。", "请在概算中列出测评费用。", mlps_test_budget=cost)
