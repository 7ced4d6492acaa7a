"""H-ACCPRE: the facts for decision D11, from the registers alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, text, yes
from handlers.archives.check_archive import archive_done
from handlers.cryptography import assessment
from handlers.data_bureau import catalogue
from handlers.items import Item, clean
from handlers.public_security.check_protection_level import protection_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What decision D11 is asked with; every name is a variable of the case."""

    report_confirmed: bool
    crypto_status: assessment.Status
    #: 基本符合: acceptance may proceed, repair is due.
    crypto_rectification: bool
    special_acceptance_ok: bool
    suspended: bool
    terminated: bool
    open_rectification: bool
    catalog_published: bool
    mlps_level: int
    mlps_ok: bool
    archive_done: bool
    contract_done: bool
    unapproved_change: bool


@handler(
    "data_bureau.check_acceptance",
    clauses=("16", "21", "22", "24", "25", "26", "26.2", "28", "33"),
    reads=("project", "report", "rectification"), pure=False,
)
def check_acceptance(job: Job) -> Result:
    """竣工验收前置核验：报告确认、密评、目录、等保、档案、合同、整改和暂停情况。

    Gathers what stands in the registers — never what the applicant fills in — for the decision on acceptance. What is
    not in the registers counts against the project. Variables: the fields of `Facts`.
    """
    found = facts(job)
    return Result(findings=[_finding(item, ok, found) for item, ok in _items(found)], variables=asdict(found))


def facts(job: Job) -> Facts:
    """The facts of the job's project on the job's day."""
    project, report = case.project(job) or {}, case.latest_row(job, "report") or {}
    sections: Mapping[str, object] = report.get("sections") or {}
    flags = set(project.get("flags") or ())
    levels = [number(source, "mlps_level") or 0 for source in (project, sections)]
    status = assessment.status(job, sections, project.get("crypto_not_applicable_by_sca") is True)
    rectifications = job.registers.find("rectification", project_no=case.project_no(job))
    return Facts(
        report_confirmed=report.get("status") == "已确认",
        crypto_status=status,
        crypto_rectification=status == "合格" and text(sections, "crypto_conclusion") == "基本符合",
        special_acceptance_ok="special_acceptance_failed" not in flags,
        suspended="suspended" in flags or project.get("state") == "暂停",
        terminated=project.get("state") == "终止",
        open_rectification=any(row["status"] != "已闭环" for row in rectifications),
        catalog_published=catalogue.published(job, sections) and catalogue.linked(job, sections),
        mlps_level=int(max(levels)),
        mlps_ok=clean(protection_findings(job, sections)),
        archive_done=archive_done(job, sections),
        contract_done=yes(sections, "build_contract_done") is True,
        unapproved_change=text(sections, "build_baseline") not in ("一致", "已批准变更"),
    )


def _items(found: Facts) -> list[tuple[Item, bool]]:
    return [
        (Item("系统建设报告已确认", ("26",)), found.report_confirmed),
        (Item("密码应用安全性评估合格", ("26.2",)), found.crypto_status in ("合格", "不适用")),
        (Item("密评整改事项已了结", ("21",), severity="提示"), not found.crypto_rectification),
        (Item("专项技术验收合格", ("26",)), found.special_acceptance_ok),
        (Item("项目未暂停", ("24",)), not found.suspended),
        (Item("项目未终止", ("33",)), not found.terminated),
        (Item("上轮整改已闭环", ("28",)), not found.open_rectification),
        (Item("数据资源目录已发布并挂接", ("16",)), found.catalog_published),
        (Item("等级保护备案和测评有效", ("22",)), found.mlps_ok),
        (Item("电子档案已归档", ("26",)), found.archive_done),
        (Item("合同履行完成", ("25",)), found.contract_done),
        (Item("无未批准的变更", ("25",)), not found.unapproved_change),
    ]


def _finding(item: Item, ok: bool, found: Facts) -> Finding:
    evidence = {"crypto_status": found.crypto_status} if "26.2" in item.clauses else {}
    return item.passed(**evidence) if ok else item.failed(f"不满足：{item.name}。", "请办结后再申请竣工验收。", **evidence)
