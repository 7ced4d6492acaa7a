"""H-DATA-TECH."""

from __future__ import annotations

import re

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, names, rows, text, words
from handlers.case import limit
from handlers.items import Item

ARCHITECTURE = Item("总体架构", ("12",))
KPIS = Item("绩效指标可量化", ("13", "36"))
SHARED = Item("共用平台复用", ("19",), severity="提示")
CONTENTS = Item("建设内容有功能点", ("12",))
#: A target that can be measured holds a number, in digits or in Chinese.
MEASURED = re.compile(r"[0-9０-９一二三四五六七八九十百千万零两]")


@handler("data_bureau.check_design", clauses=("12", "13", "19", "36"))
def check_design(job: Job) -> Result:
    """技术方案核查：总体架构、建设内容的功能点、绩效指标和共用平台的复用。

    Is the architecture described in P_text_min characters, has every content its functions, can every indicator be measured,
    are shared platforms used?
    """
    answers = job.variables
    length, least = len(text(answers, "plan_architecture")), limit(job, "P_text_min")
    architecture = ARCHITECTURE.answered(length >= least, f"总体架构为{length}字，少于{least}字。", "请说明架构、部署和接口。", length=length)
    return Result(findings=[architecture, _contents(answers), _kpis(answers), _shared(answers)])


def _contents(answers: Answers) -> Finding:
    contents = rows(answers, "plan_contents")
    bare = names([row for row in contents if not text(row, "functions")], "item")
    if not contents:
        return CONTENTS.failed("没有填写建设内容。", "请逐项填写建设内容和功能点。")
    if bare:
        return CONTENTS.doubtful(f"没有功能点：{'、'.join(bare)}。", "请补充功能点，以便核对概算和比对重复建设。")
    return CONTENTS.passed(plan_contents=len(contents))


def _kpis(answers: Answers) -> Finding:
    kpis = rows(answers, "kpis")
    vague = names([row for row in kpis if not MEASURED.search(text(row, "target"))])
    if not kpis:
        return KPIS.failed("没有绩效指标。", "请填写指标和目标值。")
    if vague:
        return KPIS.failed(f"目标值不能量化：{'、'.join(vague)}。", "请写明可以衡量的数值。")
    return KPIS.passed(kpis=len(kpis))


def _shared(answers: Answers) -> Finding:
    used = words(answers, "shared_platforms") or ()
    suggestion = "请核对是否可以使用政务云、交换平台、统一身份认证等。"
    return SHARED.answered(bool(used), "没有使用任何共用平台。", suggestion, shared_platforms=sorted(used))
