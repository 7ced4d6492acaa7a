"""凡无有效数据则不建系统、凡建信息化业务系统则线下无业务: the two lists that a declaration and a report hold (article 3)."""

from __future__ import annotations

from engine.handler import Finding
from handlers.answers import Answers, names, rows, text, yes
from handlers.items import Item

DATASETS = Item("有效数据产出", ("3",))
BUSINESS = Item("业务线上办理", ("3",))


def datasets(answers: Answers) -> Finding:
    """Is there a data set, and has each its update cycle and its consumers?"""
    made = rows(answers, "datasets")
    idle = names([row for row in made if not (text(row, "cycle") and text(row, "consumers"))])
    if not made:
        return DATASETS.failed("没有有效数据产出。", "请列出系统产出的数据集。")
    if idle:
        return DATASETS.failed(f"没有更新周期或使用方：{'、'.join(idle)}。", "请补充更新周期和使用方。")
    return DATASETS.passed(datasets=len(made))


def business(answers: Answers) -> Finding:
    """Is every business item online, or is there a reason why not?"""
    items = rows(answers, "business_items")
    offline = [row for row in items if yes(row, "online") is not True]
    bare = names([row for row in offline if not text(row, "offline_reason")])
    if not items:
        return BUSINESS.doubtful("没有填写业务事项。", "请列出系统承载的业务事项，或说明不承载业务。")
    if bare:
        return BUSINESS.failed(f"仍在线下办理且未说明原因：{'、'.join(bare)}。", "请上线办理或说明原因。")
    if offline:
        return BUSINESS.doubtful(f"仍在线下办理：{'、'.join(names(offline))}。", "请审核人员判断原因是否成立。")
    return BUSINESS.passed(business_items=len(items))
