"""H-MLPS."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, months_later, number, text
from handlers.case import limit, today
from handlers.items import Item

LEVEL = Item("网络安全等级保护定级", ("22",))
FILING = Item("等级保护备案证明", ("22", "4"))
TEST = Item("等级测评报告", ("22",))

#: Number of a filing certificate: area and office (11 to 13 digits), year and serial (5 digits).
FILING_NO = re.compile(r"[0-9]{11,13}-[0-9]{5}")


@handler("public_security.check_protection_level", clauses=("4", "22"), reads=("project",), pure=False)
def check_protection_level(job: Job) -> Result:
    """等级保护核查：定级、备案证明和等级测评是否齐全有效。

    Is the protection level set, filed from P_mlps_filing_level on, and tested within P_mlps_months from P_mlps_test_level on?
    """
    return Result(findings=protection_findings(job, job.variables))


def protection_findings(job: Job, answers: Answers) -> list[Finding]:
    """The findings on the answers of a construction report; the registered level counts when it is higher."""
    registered = number(case.project(job) or {}, "mlps_level")
    level = number(answers, "mlps_level")
    if level is None or level not in range(1, 6):
        return [LEVEL.failed("没有填写等级保护级别。", "请填写一至五级中的级别。", mlps_level=level)]
    if registered is not None and level < registered:
        problem = f"填报为{level}级，低于登记的{registered}级。"
        return [LEVEL.failed(problem, "请按登记级别填报，或先变更定级。", mlps_level=level, registered=registered)]
    return [LEVEL.passed(mlps_level=level), _filing(job, answers, level), _test(job, answers, level)]


def _filing(job: Job, answers: Answers, level: Decimal) -> Finding:
    filing_no = text(answers, "mlps_filing_no")
    if level < limit(job, "P_mlps_filing_level"):
        return FILING.not_applicable(f"{level}级无须备案。")
    if not filing_no:
        return FILING.failed("没有等级保护备案证明编号。", "请向公安机关备案并填写证明编号。")
    if not FILING_NO.fullmatch(filing_no):
        return FILING.doubtful("备案证明编号的格式不像有效编号。", "请核对备案证明，例如32080012345-26001。", mlps_filing_no=filing_no)
    return FILING.passed(mlps_filing_no=filing_no)


def _test(job: Job, answers: Answers, level: Decimal) -> Finding:
    tested, conclusion = day(answers, "mlps_tested_on"), text(answers, "mlps_test_conclusion")
    months = limit(job, "P_mlps_months")
    if level < limit(job, "P_mlps_test_level"):
        return TEST.not_applicable(f"{level}级不要求测评报告。")
    if tested is None or not text(answers, "mlps_test_report_no"):
        return TEST.failed("没有等级测评报告编号或测评日期。", "请委托测评机构测评并填写报告。", mlps_tested_on=tested)
    if tested > today(job):
        return TEST.doubtful("测评日期晚于今天。", "请核对测评报告。", mlps_tested_on=tested)
    if today(job) > months_later(tested, months):
        return TEST.failed(f"等级测评已超过{months}个月。", "请重新测评。", mlps_tested_on=tested)
    if conclusion == "不符合":
        return TEST.failed("等级测评结论为不符合。", "请整改后重新测评。", mlps_test_conclusion=conclusion)
    return TEST.passed(mlps_tested_on=tested, mlps_test_conclusion=conclusion)
