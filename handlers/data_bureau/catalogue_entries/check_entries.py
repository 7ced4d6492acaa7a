"""H-CATVALID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import rows, text
from handlers.data_bureau.catalogue_entries import entries
from handlers.data_bureau.catalogue_entries.entries import Row
from handlers.items import Item

COMPLETE = Item("目录填写完整", ("15",))
ITEMS = Item("每条目录有信息项", ("15",))
CODES = Item("目录代码唯一", ("15",))
SHARING = Item("共享类型有依据", ("15", "16"))
OPENING = Item("开放属性有条件", ("31",))
COLLECTION = Item("不重复采集", ("19", "38(1)"), severity="提示")
REQUIRED = {"name": "名称", "summary": "摘要", "format": "格式", "share_type": "共享类型", "share_mode": "共享方式", "cycle": "更新周期"}


@handler("data_bureau.check_entries", clauses=("15", "16", "19", "31", "38(1)"), reads=("catalogue",), pure=False)
def check_entries(job: Job) -> Result:
    """目录规范核查：核心元数据是否齐全，代码是否唯一，共享开放属性是否有依据，是否重复采集。

    Has each entry its metadata and items, a code that no other has, a ground for what it does not share? Items that others
    share already are a hint. Variables `catalogue_valid`, `catalogue_count`, `catalogue_problems` (what is to be mended).
    """
    compiled = entries.of(job)
    findings = [_complete(compiled), _items(job, compiled), _codes(job, compiled), _sharing(compiled), _opening(compiled), _collection(job, compiled)]
    problems = [found.problem for found in findings if found.verdict == "不通过"]
    return Result(findings=findings, variables={
        "catalogue_valid": not problems, "catalogue_count": len(compiled), "catalogue_problems": problems,
    })


def _complete(compiled: Sequence[Row]) -> Finding:
    if not compiled:
        return COMPLETE.failed("没有填写目录。", "请逐条填写项目产生和使用的数据资源。")
    lacking = [f"{_called(row)}缺少{zh}" for row in compiled for name, zh in REQUIRED.items() if not row[name]]
    return _judged(COMPLETE, lacking, "请补充完整。")


def _items(job: Job, compiled: Sequence[Row]) -> Finding:
    names = {row["name"] for row in compiled}
    lost = sorted({text(one, "entry") for one in rows(job.variables, "catalogue_items")} - names)
    wrong = [f"{_called(row)}没有信息项" for row in compiled if not row["items"]] + [f"信息项所属目录“{name}”没有填写" for name in lost]
    return _judged(ITEMS, wrong, "请为每条目录填写至少一个信息项，所属目录写目录名称。")


def _codes(job: Job, compiled: Sequence[Row]) -> Finding:
    codes = Counter(row["entry_code"] for row in compiled)
    names = Counter(row["name"] for row in compiled)
    wrong = [f"目录代码{code}重复" for code, count in codes.items() if count > 1]
    wrong += [f"目录名称“{name}”重复" for name, count in names.items() if count > 1]
    wrong += [f"目录代码{code}已由其他项目使用" for code in codes if _taken(job, code)]
    return _judged(CODES, wrong, "请更正代码或名称；没有代码的可以不填，由系统给出。")


def _taken(job: Job, code: str) -> bool:
    row = job.registers.get("catalogue", code)
    return row is not None and row["project_no"] != case.project_no(job)


def _sharing(compiled: Sequence[Row]) -> Finding:
    wrong = [f"{_called(row)}不予共享而没有法律法规依据" for row in compiled if row["share_type"] == "不予共享" and not row["no_share_basis"]]
    wrong += [f"{_called(row)}有条件共享而没有条件" for row in compiled if row["share_type"] == "有条件共享" and not row["share_condition"]]
    return _judged(SHARING, wrong, "不予共享的写明法律、行政法规或政策依据；有条件共享的写明条件。")


def _opening(compiled: Sequence[Row]) -> Finding:
    wrong = [f"{_called(row)}没有开放属性" for row in compiled if not row["open_attribute"]]
    wrong += [f"{_called(row)}有条件开放而没有条件" for row in compiled if row["open_attribute"] == "有条件开放" and not row["open_condition"]]
    return _judged(OPENING, wrong, "请选择开放属性；有条件开放的写明条件。")


def _collection(job: Job, compiled: Sequence[Row]) -> Finding:
    known = [row for row in job.registers.find("catalogue") if row["project_no"] != case.project_no(job)]
    found = list(entries.overlaps(compiled, known))
    if found:
        told = "；".join(f"“{item}”已在目录“{other}”中共享" for item, _, other in found)
        return COLLECTION.doubtful(f"{told}。", "请核对是否可以通过共享获取，不再采集。", items=[item for item, _, _ in found])
    return COLLECTION.passed()


def _called(row: Row) -> str:
    return f"“{row['name'] or row['entry_code']}”"


def _judged(item: Item, wrong: Iterable[str], suggestion: str) -> Finding:
    told = list(wrong)
    return item.failed(f"{'；'.join(told)}。", suggestion, entries=told) if told else item.passed()
