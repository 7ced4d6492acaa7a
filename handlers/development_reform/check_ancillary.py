"""Siting, land, environment, energy: asked where article 17 says so, and nowhere else."""

from __future__ import annotations

from engine.handler import Change, Job, Result, handler
from handlers import case
from handlers.answers import rows, text, words
from handlers.items import Item, clean

COMPLETE = Item("附属审批齐全", ("17",))
SUPERFLUOUS = Item("不要求多余的附属审批", ("17",))
AGREED = Item("附属审批结论", ("17",))


@handler("development_reform.check_ancillary", clauses=("17",), reads=("project",), pure=False)
def check_ancillary(job: Job) -> Result:
    """附属审批核查：新建土建、高耗能项目的附属审批是否齐全；其他项目不得要求。

    Compares `ancillaries` (rows of `kind`, `number`, `conclusion`) with `ancillary_demanded` (kinds by D06), and keeps them when
    they are complete. Variable `ancillary_complete`.
    """
    demanded, given = list(words(job.variables, "ancillary_demanded") or ()), rows(job.variables, "ancillaries")
    kinds = [text(row, "kind") for row in given]
    missing, extra = [kind for kind in demanded if kind not in kinds], [kind for kind in kinds if kind not in demanded]
    refused = [text(row, "kind") for row in given if text(row, "conclusion") != "同意"]
    findings = [
        COMPLETE.failed(f"缺少：{'、'.join(missing)}。", "请登记办理结果。", ancillary_demanded=demanded) if missing
        else COMPLETE.passed(ancillary_demanded=demanded),
        SUPERFLUOUS.failed(f"不应要求：{'、'.join(extra)}。", "请删除。", ancillaries=kinds) if extra else SUPERFLUOUS.passed(),
        AGREED.failed(f"未获同意：{'、'.join(refused)}。", "请取得同意后登记。", ancillaries=refused) if refused else AGREED.passed(),
    ]
    complete, no = clean(findings), case.project_no(job)
    records = [
        Change(register="ancillary", key=f"{no}-{text(row, 'kind')}", fields={
            "project_no": no, "kind": text(row, "kind"), "number": text(row, "number") or None, "conclusion": "同意",
        })
        for row in given
    ]
    return Result(findings=findings, variables={"ancillary_complete": complete}, records=records if complete else [])
