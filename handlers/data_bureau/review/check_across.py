"""A project across levels: who pays what, and how it joins with the counties (article 18)."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, names, number, rows, text, yes
from handlers.case import limit
from handlers.items import Item, clean

SHARES = Item("分级安排资金", ("18",))
JOINED = Item("与县区项目衔接", ("18",))


@handler("data_bureau.check_across", clauses=("18",))
def check_across(job: Job) -> Result:
    """跨层级核查：县区分担与资金来源是否相符，是否写明与县区项目的衔接。

    Across levels: do the shares of the counties (10,000 yuan) equal what the sources name for the counties, is the joining
    with each county described in P_joining_min characters? Variable `across_complete`.
    """
    answers = job.variables
    if yes(answers, "plan_cross_level") is not True:
        return Result(findings=[JOINED.not_applicable("项目不跨层级。")], variables={"across_complete": True})
    findings = [_shares(answers), _joined(answers, limit(job, "P_joining_min"))]
    return Result(findings=findings, variables={"across_complete": clean(findings)})


def _total(answers: list[Answers]) -> Decimal:
    return sum((number(row, "amount") or Decimal(0) for row in answers), Decimal(0))


def _shares(answers: Answers) -> Finding:
    shared = _total(list(rows(answers, "county_shares")))
    named = _total([row for row in rows(answers, "plan_sources") if text(row, "level") == "县区"])
    if shared != named:
        problem = f"县区分担合计{shared}万元，与资金来源中的县区资金{named}万元不符。"
        return SHARES.failed(problem, "请按市、县区分级列明资金。", shared=shared, named=named)
    return SHARES.passed(shared=shared)


def _joined(answers: Answers, least: int) -> Finding:
    shares = rows(answers, "county_shares")
    bare = names([row for row in shares if len(text(row, "integration")) < least], "county")
    if not shares:
        return JOINED.failed("没有写明涉及的县区。", "请逐个县区写明分担和衔接。")
    if bare:
        return JOINED.failed(f"衔接写得过于简单：{'、'.join(bare)}。", f"请写明与县区项目的衔接，不少于{least}字。")
    return JOINED.passed(counties=[text(row, "county") for row in shares])
