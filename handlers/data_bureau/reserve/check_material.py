"""H-MATERIAL."""

from __future__ import annotations

from collections.abc import Sequence

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, number, rows, text
from handlers.items import Item

CLAUSE = ("7",)
CONTRACT = Item("上一期合同的编号和期限", CLAUSE)
TOTAL = Item("预算合计", CLAUSE)


@handler("data_bureau.check_material", clauses=("7",))
def check_material(job: Job) -> Result:
    """申报材料核查：清单要求的材料是否齐全、有名称、有页数、日期不晚于今天，预算合计与登记金额一致。

    Is every paper of the list (`required_materials`, decision D02) there, or the one that may stand for it? Variables
    `material_complete` and `missing_materials` (their names).
    """
    required, handed_in = rows(job.variables, "required_materials"), rows(job.variables, "materials")
    papers = [_paper(job, row, handed_in) for row in required]
    findings = [*papers, _contract(job), _total(job)]
    missing = [finding.item.partition("：")[2] for finding in papers if finding.verdict != "通过"]
    complete = bool(required) and all(finding.verdict in ("通过", "不适用") for finding in findings)
    return Result(findings=findings, variables={"material_complete": complete, "missing_materials": missing})


def _paper(job: Job, required: Answers, handed_in: Sequence[Answers]) -> Finding:
    kinds = [text(required, name) for name in ("kind", "or_kind") if text(required, name)]
    names = "或".join(text(required, name) for name in ("name", "or_name") if text(required, name))
    item = Item(f"材料：{names}", CLAUSE)
    found = [row for row in handed_in if text(row, "kind") in kinds]
    if not found:
        return item.failed(f"没有提交{names}。", "请在材料清单中补充并上传文件。")
    wrong = [told for row in found for told in _wrong(job, row)]
    if wrong:
        return item.failed(f"{'；'.join(wrong)}。", "请核对后重新填写。")
    return item.passed(titles=[text(row, "title") for row in found])


def _wrong(job: Job, row: Answers) -> list[str]:
    pages, dated_on, title = number(row, "pages"), day(row, "dated_on"), text(row, "title")
    told = []
    if not title:
        told.append("没有文件名称")
    if pages is None or pages < 1:
        told.append(f"“{title or '未命名'}”没有页数")
    if dated_on is not None and dated_on > case.today(job):
        told.append(f"“{title or '未命名'}”的日期晚于今天")
    return told


def _contract(job: Job) -> Finding:
    if text(job.variables, "service_basis") != "上一期合同":
        return CONTRACT.not_applicable("不以上一期合同为依据。")
    begin, end = day(job.variables, "last_contract_from"), day(job.variables, "last_contract_to")
    if not text(job.variables, "last_contract_no") or begin is None or end is None or begin > end:
        return CONTRACT.failed("上一期合同的编号或期限不完整。", "请填写合同编号和起止日期。")
    return CONTRACT.passed(last_contract_no=text(job.variables, "last_contract_no"), until=end)


def _total(job: Job) -> Finding:
    lines = [number(row, "amount") for row in rows(job.variables, "budget_lines")]
    amount = number(job.variables, "amount")
    total = sum(line for line in lines if line is not None)
    if not lines or amount is None:
        return TOTAL.failed("没有预算明细或没有登记估算总投资。", "请逐项填写预算明细。")
    if None in lines or total != amount:
        return TOTAL.failed(f"预算明细合计{total}万元，登记的估算总投资{amount}万元。", "请核对预算明细。", total=total, amount=amount)
    return TOTAL.passed(total=total)
