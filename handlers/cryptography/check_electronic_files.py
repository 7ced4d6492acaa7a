"""H-EFILE."""

from __future__ import annotations

from collections.abc import Sequence

from engine.handler import Finding, Job, Result, handler
from handlers.answers import words, yes
from handlers.items import Item

SYNC = Item("电子文件管理同步建设", ("21",))
FORMATS = Item("电子文件格式", ("21", "26"))
METADATA = Item("电子文件元数据", ("21", "26"))
#: What can be read without the program that wrote it.
OPEN_FORMATS = frozenset({"OFD", "PDF", "XML", "TXT"})


@handler("cryptography.check_electronic_files", clauses=("21", "26"))
def check_electronic_files(job: Job) -> Result:
    """电子文件核查：电子文件管理是否同步建设，格式和元数据是否合规。

    Were electronic records planned, built and used together with the project, in open formats and with metadata?
    """
    answers = job.variables
    if yes(answers, "efile_applicable") is False:
        return Result(findings=[SYNC.not_applicable("项目不形成电子文件。")])
    return Result(findings=[
        SYNC.answered(yes(answers, "efile_in_sync"), "电子文件管理没有与项目同步。", "请完善电子文件管理功能并投入应用。"),
        _formats(words(answers, "efile_formats")),
        METADATA.answered(yes(answers, "efile_metadata"), "电子文件没有规范的元数据。", "请按标准补充元数据。"),
    ])


def _formats(formats: Sequence[str] | None) -> Finding:
    chosen = set(formats or ())
    if not chosen:
        return FORMATS.failed("没有填写电子文件格式。", "请填写形成的电子文件格式。")
    if chosen - OPEN_FORMATS:
        others = "、".join(sorted(chosen - OPEN_FORMATS))
        return FORMATS.doubtful(f"含有非通用格式：{others}。", "请说明并转换为OFD等通用格式。", efile_formats=sorted(chosen))
    return FORMATS.passed(efile_formats=sorted(chosen))
