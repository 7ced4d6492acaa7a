"""The sums of a budget review (articles 4, 8, 16, 18). All amounts in 万元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, number, rows, text, yes
from handlers.items import Item, clean

LINES = Item("逐项审定", ("16",))
CUTS = Item("核减理由", ("16",))
SUM = Item("明细合计等于审定金额", ("16",))
SOURCES = Item("资金来源合计等于审定金额", ("8",))
YEARS = Item("年度安排合计等于审定金额", ("8",))
LEVELS = Item("分级安排资金", ("18",))
INDICATORS = Item("四项依据", ("16",))
PLAN = Item("不超过年度计划总投资", ("8",), severity="提示")
#: What article 16 makes a ground of investment decisions.
GROUNDS = ("ground_sharing", "ground_security", "ground_trusted", "ground_crypto")


@handler("finance.check_budget", clauses=("8", "16", "18"), reads=("project",), pure=False)
def check_budget(job: Job) -> Result:
    """概算审定核查：明细、资金来源、年度安排三项合计是否一致，核减是否有理由。

    Do the lines, the sources and the years add up to the approved total, has every cut a reason, do several levels share a
    project that crosses them, were the four grounds of article 16 judged? More than the plan holds is a hint: the plan must
    be adjusted. Reads `review_lines`, `review_total`, `review_sources`, `review_years`. Variable `budget_sums_right`.
    """
    total = number(job.variables, "review_total")
    findings = [
        *_lines(job), _sum(job, SUM, "review_lines", "approved"), _sum(job, SOURCES, "review_sources", "amount"),
        _sum(job, YEARS, "review_years", "amount"), _levels(job), _indicators(job), _plan(job, total),
    ]
    right = clean(found for found in findings if found.severity == "阻断")
    return Result(findings=findings, variables={"budget_sums_right": right})


def _lines(job: Job) -> list[Finding]:
    lines = rows(job.variables, "review_lines")
    submitted = {text(line, "item"): number(line, "amount") or Decimal(0) for line in rows(job.variables, "budget_lines")}
    return [_matching(lines, submitted), _cuts(lines, submitted)]


def _matching(lines: Sequence[Answers], submitted: Mapping[str, Decimal]) -> Finding:
    names = [text(line, "item") for line in lines]
    wrong = {
        "审定大于送审": [text(line, "item") for line in lines if _approved(line) > submitted.get(text(line, "item"), 0)],
        "未审定": sorted(set(submitted) - set(names)),
        "重复": sorted({name for name in names if names.count(name) > 1}),
    }
    problem = "；".join(f"{what}：{'、'.join(which)}" for what, which in wrong.items() if which)
    if problem:
        return LINES.failed(f"{problem}。", "请对送审明细逐项审定，审定金额不大于送审金额。", review_lines=names)
    return LINES.passed(review_lines=len(names))


def _cuts(lines: Sequence[Answers], submitted: Mapping[str, Decimal]) -> Finding:
    cut = [line for line in lines if _approved(line) < submitted.get(text(line, "item"), 0)]
    bare = [text(line, "item") for line in cut if not text(line, "cut_reason")]
    if bare:
        return CUTS.failed(f"核减而未说明理由：{'、'.join(bare)}。", "请写明核减理由。", review_lines=bare)
    return CUTS.passed()


def _approved(line: Answers) -> Decimal:
    return number(line, "approved") or Decimal(0)


def _sum(job: Job, item: Item, table: str, column: str) -> Finding:
    total = number(job.variables, "review_total")
    found = sum((number(row, column) or Decimal(0) for row in rows(job.variables, table)), Decimal(0))
    if total is None or found != total:
        return item.failed(f"合计为{found}万元，审定金额为{total}万元。", "请核对金额。", **{table: found, "review_total": total})
    return item.passed(review_total=total)


def _levels(job: Job) -> Finding:
    if not yes(case.registered_project(job), "cross_level"):
        return LEVELS.not_applicable("不是跨层级项目。")
    levels = {text(row, "level") for row in rows(job.variables, "review_sources")}
    if {"市级", "县区级"} <= levels:
        return LEVELS.passed(review_sources=sorted(levels))
    return LEVELS.failed("跨层级项目没有分级安排资金。", "请分别填写市级和县区级资金。", review_sources=sorted(levels))


def _indicators(job: Job) -> Finding:
    missing = [name for name in GROUNDS if not text(job.variables, name)]
    if missing or not text(job.variables, "ground_reason"):
        return INDICATORS.failed("四项依据没有全部判断并说明理由。", "请逐项判断并写明理由。", missing=missing)
    return INDICATORS.passed(**{name: text(job.variables, name) for name in GROUNDS})


def _plan(job: Job, total: Decimal | None) -> Finding:
    planned = number(job.variables, "budget_plan_total")
    if planned is None:
        return PLAN.not_applicable("没有年度计划总投资。")
    if total is not None and total > planned:
        return PLAN.doubtful(f"审定{total}万元，超过计划总投资{planned}万元。", "超出部分请办理年度计划调整。", review_total=total)
    return PLAN.passed(review_total=total, budget_plan_total=planned)
