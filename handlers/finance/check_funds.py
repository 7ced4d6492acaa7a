"""H-FUNDS."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, number, rows, text
from handlers.case import limit
from handlers.items import Item

SOURCES = Item("资金来源合计", ("8",))
PLANNED = Item("列入年度计划", ("8", "9", "10"))
COST = Item("年度运维费比例", ("29",), severity="提示")
MEASURES = Item("单位没有被暂缓安排", ("33",))
STOPS = ("暂缓安排投资计划", "不予安排后续资金")


@handler("finance.check_funds", clauses=("8", "9", "10", "29", "33"), reads=("project", "plan_item", "measure"), pure=False)
def check_funds(job: Job) -> Result:
    """资金核查：资金来源与总投资是否相符，是否列入计划，运维费测算比例，单位有无暂缓安排。

    Do the sources add up to the total (10,000 yuan), is the project planned or on the green channel, is yearly maintenance within
    P_om_cost_percent of the total, was nothing imposed on the unit?
    """
    return Result(findings=[_sources(job), _planned(job), _cost(job), _measures(job)])


def _sources(job: Job) -> Finding:
    total = number(job.variables, "plan_total")
    given = sum((number(row, "amount") or Decimal(0) for row in rows(job.variables, "plan_sources")), Decimal(0))
    if total is None or given != total:
        return SOURCES.failed(f"资金来源合计{given}万元，与总投资{total}万元不符。", "请核对资金来源。", plan_total=total, sources=given)
    return SOURCES.passed(plan_total=total)


def _planned(job: Job) -> Finding:
    project = case.project(job) or {}
    items = job.registers.find("plan_item", project_no=case.project_no(job))
    if any(row["status"] in ("已下达", "增补") for row in items):
        return PLANNED.passed(plan_no=items[-1]["plan_no"])
    if project.get("green_no"):
        return PLANNED.passed(green_no=project["green_no"])
    if project.get("class") == "运维":
        return PLANNED.doubtful("运维项目尚待列入运维计划。", "评审通过后按程序列入。")
    return PLANNED.failed("没有列入年度计划，也没有绿色通道批准。", "未列入计划的不安排经费。")


def _cost(job: Job) -> Finding:
    cost, total = number(job.variables, "om_annual_cost"), number(job.variables, "plan_total")
    most = limit(job, "P_om_cost_percent")
    if case.project(job) is not None and text(case.project(job) or {}, "class") == "运维":
        return COST.not_applicable("运维类项目按运维计划测算。")
    if cost is None or total is None:
        return COST.doubtful("没有运维费测算。", "请测算免费运维期届满后的年度运维费。")
    if 100 * cost > most * total:
        return COST.doubtful(f"年度运维费{cost}万元，超过总投资的{most}%。", "请说明测算依据。", om_annual_cost=cost, plan_total=total)
    return COST.passed(om_annual_cost=cost)


def _measures(job: Job) -> Finding:
    unit = text(case.project(job) or {}, "unit_id")
    found = [row for row in job.registers.find("measure", object_key=unit) if row["kind"] in STOPS and not row["lifted_on"]]
    current = [row for row in found if (until := day(row, "until_on")) is None or until >= case.today(job)]
    if current:
        kinds = "、".join(sorted({row["kind"] for row in current}))
        return MEASURES.failed(f"单位正在执行：{kinds}。", "解除前不安排资金。", measures=[row["measure_key"] for row in current])
    return MEASURES.passed(unit_id=unit)
