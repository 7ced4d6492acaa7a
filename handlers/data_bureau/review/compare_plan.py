"""H-PLANDIFF."""

from __future__ import annotations

from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, day, number, rows, text
from handlers.case import limit
from handlers.items import Item

AMOUNT = Item("总投资与计划", ("8", "25"))
SUM = Item("概算明细合计", ("12",))
CONTENT = Item("建设内容与计划", ("8", "25"))
STEPS = Item("进度里程碑", ("12",))
ALL_OF_IT = 100


@handler("data_bureau.compare_plan", clauses=("8", "12", "25"))
def compare_plan(job: Job) -> Result:
    """方案与计划比对：总投资、建设内容和进度与年度计划是否一致。

    Is the total within P_plan_over_percent of the planned `amount` (10,000 yuan), do the lines add up, does the content differ,
    do the milestones add up to 100 per cent in the order of their days?
    """
    return Result(findings=[_amount(job), _sum(job.variables), _content(job.variables), _steps(job.variables)])


def _amount(job: Job) -> Finding:
    total, planned = number(job.variables, "plan_total"), number(job.variables, "amount")
    if total is None or planned is None or planned <= 0:
        return AMOUNT.doubtful("缺少方案总投资或计划投资，无法比较。", "请核对计划项目和方案。", plan_total=total, amount=planned)
    over = limit(job, "P_plan_over_percent")
    if 100 * (total - planned) > over * planned:
        problem = f"方案总投资{total}万元，超过计划{planned}万元的{over}%。"
        return AMOUNT.failed(problem, "请核减，或先办理年度计划调整。", plan_total=total, amount=planned)
    if total > planned:
        return AMOUNT.doubtful(f"方案总投资{total}万元，高于计划{planned}万元。", "请说明增加的原因。", plan_total=total, amount=planned)
    return AMOUNT.passed(plan_total=total, amount=planned)


def _sum(answers: Answers) -> Finding:
    total = number(answers, "plan_total")
    lines = sum((number(row, "amount") or Decimal(0) for row in rows(answers, "budget_lines")), Decimal(0))
    if total is None or lines != total:
        return SUM.failed(f"明细合计{lines}万元，与总投资{total}万元不符。", "请核对概算明细。", plan_total=total, lines=lines)
    return SUM.passed(plan_total=total)


def _content(answers: Answers) -> Finding:
    differing = [row for row in rows(answers, "plan_contents") if text(row, "declared") != "一致"]
    bare = [text(row, "item") for row in differing if not text(row, "reason")]
    if bare:
        return CONTENT.failed(f"与计划不一致且没有说明：{'、'.join(bare)}。", "请写明差异和理由。")
    if differing:
        names = "、".join(text(row, "item") for row in differing)
        return CONTENT.doubtful(f"与计划不一致：{names}。", "请审核人员判断是否须先调整计划。")
    return CONTENT.passed(plan_contents=len(rows(answers, "plan_contents")))


def _steps(answers: Answers) -> Finding:
    steps = rows(answers, "milestones")
    days = [day(row, "due_on") for row in steps]
    weight = sum((number(row, "weight") or Decimal(0) for row in steps), Decimal(0))
    known = [one for one in days if one is not None]
    if weight != ALL_OF_IT or len(known) < len(days):
        return STEPS.failed(f"权重合计为{weight}%，或者缺少日期。", "请补齐日期，权重合计应为100%。", weight=weight)
    if known != sorted(known):
        return STEPS.doubtful("里程碑的日期没有先后次序。", "请核对日期。")
    return STEPS.passed(milestones=len(steps))
