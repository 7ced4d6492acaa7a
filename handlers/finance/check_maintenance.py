"""H-OMCHECK: what maintenance may cost, and for what (articles 14, 23, 27, 29, 38). All amounts in 万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, number, rows, text, words, yes
from handlers.case import Row, limit
from handlers.items import Item, clean

FREE = Item("免费运维期已届满", ("23",))
RATE = Item("运维费占建设投资的比例", ("14",))
WARNED = Item("运维费比例提示", ("14",), severity="提示")
DOUBLE = Item("没有重复列支", ("14",))
FUNDS = Item("可以安排后续资金", ("27", "38"))
NEW = Item("新增功能不超过运维限度", ("14",))
#: Field -> what article 29 asks of a system that is to be maintained.
EVIDENCE = {
    "om_sharing": "数据按目录共享", "om_security": "等级保护测评有效", "om_crypto": "密码应用安全性评估有效", "om_emergency": "有应急预案",
}
HOLDING = ("filing_pending", "filing_overdue", "ineligible")


@handler("finance.check_maintenance", clauses=("14", "23", "27", "29", "38"), reads=("project", "declaration"), pure=False)
def check_maintenance(job: Job) -> Result:
    """运维需求核查：免费运维期、费用比例、重复列支、后续资金和第二十九条的证据。

    No money while the free maintenance of the project `om_source_project` runs, none over P_om_block percent of what it cost
    (a hint from P_om_warn on), none twice for the same system and time, none while its filing is owed. New functions over
    P_new_function_percent of the fee make it a building project. Variables `om_ready`, `om_reclassified`.
    """
    source = job.registers.get("project", text(job.variables, "om_source_project"))
    new = _new_functions(job)
    findings = [_free(job, source), *_rate(job, source), _double(job), _funds(source), new, *_evidence(job)]
    blocking = [found for found in findings if found.severity == "阻断"]
    return Result(findings=findings, variables={"om_ready": clean(blocking), "om_reclassified": new.verdict == "不通过"})


def _free(job: Job, source: Row | None) -> Finding:
    end, begin = day(source or {}, "warranty_end"), day(job.variables, "om_period_from")
    if source is None or end is None:
        return FREE.not_applicable("没有登记免费运维期。")
    if begin is None or begin <= end:
        return FREE.failed(f"免费运维期至{end}，运维自{begin}开始。", "免费运维期内不得列支，请调整起始日期。", om_period_from=begin)
    return FREE.passed(warranty_end=end, om_period_from=begin)


def _rate(job: Job, source: Row | None) -> Iterator[Finding]:
    fee = number(job.variables, "om_fee") or Decimal(0)
    cost = number(source or {}, "total_investment") or number(job.variables, "om_original_investment")
    if not cost or not fee:
        yield RATE.failed("没有建设投资或者运维费用，无法比较。", "请填写系统建设投资和运维费用。", om_fee=fee)
        return
    share = 100 * fee / cost
    if share > limit(job, "P_om_block"):
        yield RATE.failed(f"运维费{fee}万元，超过建设投资{cost}万元的{limit(job, 'P_om_block')}%。", "请核减运维费用。", om_fee=fee)
        return
    yield RATE.passed(om_fee=fee)
    if share > limit(job, "P_om_warn"):
        yield WARNED.doubtful(f"运维费超过建设投资的{limit(job, 'P_om_warn')}%。", "请评审时核实。", om_fee=fee)


def _double(job: Job) -> Finding:
    system, begin, end = text(job.variables, "om_system"), day(job.variables, "om_period_from"), day(job.variables, "om_period_to")
    if not system or begin is None or end is None or begin > end:
        return DOUBLE.failed("系统名称或者运维期限未填写或不合理。", "请填写系统名称和起止日期。", om_period_from=begin, om_period_to=end)
    other = [row["project_no"] for row in job.registers.find("declaration", kind="运维需求")
             if row["project_no"] != case.project_no(job) and _overlaps(rows(row, "content"), job.variables)]
    if other:
        return DOUBLE.failed(f"同一系统、同一期限已列入{'、'.join(other)}。", "请删除重复的内容。", other=other)
    return DOUBLE.passed(om_system=system)


def _overlaps(content: object, mine: Answers) -> bool:
    begin, end = day(mine, "om_period_from"), day(mine, "om_period_to")
    for theirs in rows({"content": content}, "content"):
        first, last = day(theirs, "om_period_from"), day(theirs, "om_period_to")
        if text(theirs, "om_system") == text(mine, "om_system") and begin and end and first and last:
            return begin <= last and first <= end
    return False


def _funds(source: Row | None) -> Finding:
    held = [flag for flag in words(source or {}, "flags") or () if flag in HOLDING]
    if held:
        return FUNDS.failed("系统的建设项目未备案或者属于不予安排资金的情形。", "请先提交验收备案或者消除该情形。", flags=held)
    return FUNDS.passed()


def _new_functions(job: Job) -> Finding:
    lines = rows(job.variables, "om_lines")
    fee = sum((number(line, "fee") or Decimal(0) for line in lines), Decimal(0))
    new = sum((number(line, "fee") or Decimal(0) for line in lines if text(line, "kind") == "新增功能"), Decimal(0))
    if 100 * new > limit(job, "P_new_function_percent") * fee:
        return NEW.failed(f"新增功能{new}万元，超过费用的{limit(job, 'P_new_function_percent')}%。", "请按建设类项目申报。", om_lines=new)
    return NEW.passed(om_lines=new)


def _evidence(job: Job) -> Iterator[Finding]:
    for name, zh in EVIDENCE.items():
        yield Item(zh, ("29",)).answered(yes(job.variables, name), "不具备。", "请先落实并提供证明。")
