"""H-ARCHIVE on a construction plan."""

from __future__ import annotations

from engine.handler import Job, Result, handler
from handlers.answers import text, yes
from handlers.archives.check_archive import SCOPE
from handlers.items import Item

INTERFACE = Item("归档接口", ("4", "21"))
PACKAGE = Item("归档信息包", ("4",))
TESTS = Item("四性检测安排", ("4", "26"))
METADATA = Item("归档元数据", ("4", "21"))


@handler("archives.check_archive_plan", clauses=("4", "21", "26"))
def check_archive_plan(job: Job) -> Result:
    """归档方案核查：归档范围和保管期限、元数据、归档接口、归档信息包和四性检测的安排。

    Does the plan say what is archived and for how long, with which metadata, through which interface, in which packages, and
    when the four properties are tested?
    """
    answers = job.variables
    if yes(answers, "efile_applicable") is False:
        return Result(findings=[SCOPE.not_applicable("项目不形成电子文件。")])
    interface = bool(text(answers, "archive_interface")) or None
    return Result(findings=[
        SCOPE.answered(yes(answers, "archive_scope"), "没有归档范围和保管期限表。", "请编制并报市档案局审核。"),
        METADATA.answered(yes(answers, "efile_metadata"), "没有元数据方案。", "请按电子文件元数据标准编制。"),
        INTERFACE.answered(interface, "", "请写明与档案系统的归档接口。"),
        PACKAGE.answered(yes(answers, "archive_package"), "没有采用归档信息包。", "请按归档信息包格式移交。"),
        TESTS.answered(yes(answers, "archive_test_planned"), "没有四性检测的安排。", "请在归档移交前检测真实性、完整性、可用性和安全性。"),
    ])
