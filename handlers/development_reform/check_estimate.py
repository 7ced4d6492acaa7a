"""H-EST10: a budget far over the estimate is for a person to judge."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number
from handlers.items import Item

WITHIN = Item("概算不超过估算的上限比例", ("14",))


@handler("development_reform.check_estimate", clauses=("14",), reads=("project", "approval"), pure=False)
def check_estimate(job: Job) -> Result:
    """估算概算偏差核查：审定概算超过估算一成的，由审批部门决定是否重报可行性研究报告。

    The estimate is the one of the approved study, else the registered one; exactly P_estimate_percent of it is allowed. Without
    an estimate nobody can compare: a person decides. Variables `estimate_exceeded` and `estimate_base` (万元, or null).
    """
    budget, base = number(job.variables, "budget_approved"), _base(job)
    found = _compared(job, budget, base)
    return Result(findings=[found], variables={"estimate_exceeded": found.verdict != "通过", "estimate_base": base})


def _base(job: Job) -> Decimal | None:
    approved = job.registers.find("approval", project_no=case.project_no(job), stage="可行性研究报告", decision="批准")
    last = max(approved, key=lambda row: int(str(row["approval_key"]).rpartition("-")[2]), default=None)
    return number(last or {}, "estimate") or number(case.registered_project(job), "estimate")


def _compared(job: Job, budget: Decimal | None, base: Decimal | None) -> Finding:
    share = case.limit(job, "P_estimate_percent")
    if budget is None or not base:
        return WITHIN.doubtful("缺少估算或概算，无法比较。", "请核对后决定。", budget_approved=budget, estimate_base=base)
    if 100 * budget > share * base:
        problem = f"审定概算{budget}万元，超过估算{base}万元的{share}%。"
        return WITHIN.doubtful(problem, "请决定是否要求重新报送可行性研究报告。", budget_approved=budget, estimate_base=base)
    return WITHIN.passed(budget_approved=budget, estimate_base=base)
