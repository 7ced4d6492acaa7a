"""H-CATALOG on the draft that a plan brings."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, names, rows, text, yes
from handlers.items import Item, clean

DRAFT = Item("数据资源目录草案", ("15", "16"))
SHARING = Item("共享类型", ("15",))
COLLECTION = Item("不重复采集", ("19", "38(1)"))
DATASETS = Item("有效数据", ("3",))


@handler("data_bureau.check_catalogue_draft", clauses=("3", "15", "16", "19", "38(1)"))
def check_catalogue_draft(job: Job) -> Result:
    """目录草案核查：目录是否完整、共享类型是否合理、是否重复采集、有无有效数据。

    Is the draft complete, has data that is not shared a legal ground, is nothing collected that could be shared, is there data
    of use? Variable `data_reuse_clear`: whether the collection is beyond doubt (article 19).
    """
    answers = job.variables
    collection = _collection(answers)
    return Result(
        findings=[_draft(answers), _sharing(answers), collection, _datasets(answers)],
        variables={"data_reuse_clear": clean([collection])},
    )


def _draft(answers: Answers) -> Finding:
    entries, reason = rows(answers, "catalogue_entries"), text(answers, "no_data_reason")
    if not entries and reason:
        return DRAFT.doubtful("没有目录草案，说明不产生数据。", "请审核人员判断说明是否成立。", no_data_reason=reason)
    if not entries:
        return DRAFT.failed("没有目录草案，也没有说明。", "请编制目录草案，或者说明不产生数据。")
    thin = [row for row in entries if not (text(row, "items") and text(row, "cycle"))]
    if thin:
        return DRAFT.failed(f"没有信息项或更新周期：{'、'.join(names(thin))}。", "请补充信息项和更新周期。")
    return DRAFT.passed(catalogue_entries=len(entries))


def _sharing(answers: Answers) -> Finding:
    entries = rows(answers, "catalogue_entries")
    bare = [row for row in entries if text(row, "share_type") != "无条件" and not text(row, "basis")]
    closed = [row for row in entries if text(row, "share_type") == "不予共享"]
    if bare:
        return SHARING.failed(f"没有写明条件或法律依据：{'、'.join(names(bare))}。", "有条件共享的写明条件，不予共享的写明法律依据。")
    if closed:
        return SHARING.doubtful(f"不予共享：{'、'.join(names(closed))}。", "请审核法律依据是否成立。")
    return SHARING.passed(catalogue_entries=len(entries)) if entries else SHARING.not_applicable("没有目录草案。")


def _collection(answers: Answers) -> Finding:
    again = [row for row in rows(answers, "collect_new") if yes(row, "shareable") is not False]
    bare = [row for row in again if not text(row, "reason")]
    if bare:
        return COLLECTION.failed(f"可以共享而拟重新采集：{'、'.join(names(bare))}。", "请改为共享获取，或者说明必须采集的理由。")
    if again:
        return COLLECTION.doubtful(f"可以共享但仍拟采集：{'、'.join(names(again))}。", "请审核理由是否成立。")
    return COLLECTION.passed(collect_new=len(rows(answers, "collect_new")))


def _datasets(answers: Answers) -> Finding:
    datasets = rows(answers, "datasets")
    if not datasets and text(answers, "no_data_reason"):
        return DATASETS.doubtful("没有有效数据，说明不产生数据。", "请审核人员判断。")
    if not datasets:
        return DATASETS.failed("没有列出有效数据。", "请列出数据集、更新周期和使用方。")
    return DATASETS.passed(datasets=len(datasets))
