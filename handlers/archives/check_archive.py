"""H-ARCHIVE."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, number, text, yes
from handlers.case import limit
from handlers.items import Item, clean

SCOPE = Item("归档范围和保管期限表", ("4", "26"))
COUNT = Item("归档数量", ("26",))
FOUR = Item("电子档案四性检测", ("4", "26"))
DONE = Item("电子档案归档完成", ("26",))


@handler("archives.check_archive", clauses=("4", "26"))
def check_archive(job: Job) -> Result:
    """电子档案核查：归档范围、数量、四性检测和归档是否完成。

    Are the archives complete: scope and retention, number, the four properties tested, everything handed over?
    """
    return Result(findings=archive_findings(job.variables))


def archive_findings(answers: Answers) -> list[Finding]:
    """The findings on the answers of a construction report."""
    if yes(answers, "efile_applicable") is False:
        return [DONE.not_applicable("项目不形成电子文件。")]
    return [
        SCOPE.answered(yes(answers, "archive_scope"), "没有归档范围和保管期限表。", "请编制并报市档案局审核。"),
        _count(answers),
        _four_properties(text(answers, "archive_four_property")),
        DONE.answered(yes(answers, "archive_completed"), "电子档案尚未归档完成。", "请完成归档后再确认。"),
    ]


def archive_done(job: Job, answers: Answers) -> bool:
    """Whether the acceptance gate may take the archives as complete (the parameter P_archive_required can waive it)."""
    return limit(job, "P_archive_required") is False or clean(archive_findings(answers))


def _count(answers: Answers) -> Finding:
    count = number(answers, "archive_count")
    if count is None or count < 1:
        return COUNT.failed("没有归档的电子文件。", "请归档后填写数量。", archive_count=count)
    return COUNT.passed(archive_count=count)


def _four_properties(result: str) -> Finding:
    if result == "合格":
        return FOUR.passed(archive_four_property=result)
    if result in ("不合格", "未检测"):
        return FOUR.failed(f"四性检测{result}。", "请检测真实性、完整性、可用性和安全性并整改到合格。", archive_four_property=result)
    return FOUR.doubtful("未填写四性检测结果。", "请填写检测结果并上传检测报告。")
