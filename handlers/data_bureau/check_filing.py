"""The papers of a filing (article 27)."""

from __future__ import annotations

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, text, words
from handlers.case import limit
from handlers.data_bureau import filing
from handlers.data_bureau.filing import Submission, iso
from handlers.items import Item

REPORT = Item("验收报告", ("27",))
PAPERS = Item("备案材料齐全", ("27",))
ACCEPTED = Item("验收日期一致", ("27",))


@handler("data_bureau.check_filing", clauses=("11", "27"), reads=("project", "filing"), pure=False)
def check_filing(job: Job) -> Result:
    """验收备案核查：验收报告和必备材料是否齐全，是否在期限内提交。

    Are the papers complete and in time? Unless something fails, the submission counts from its day: the money is no longer
    held back (`filing_pending` is lifted), a late one keeps `filing_late`. Variables `filing_complete`, `filing_late`,
    `filing_submitted_on`.
    """
    found = filing.submission(job)
    findings = [_report(job), _papers(job), _accepted(job, found), found.finding, filing.registered(job)]
    counts = Result(findings=findings).verdict != "不通过"
    return Result(
        findings=findings,
        variables={
            "filing_complete": Result(findings=findings).verdict == "通过",
            "filing_late": found.late if counts else None,
            "filing_submitted_on": iso(found.submitted_on) if counts else None,
        },
        records=_records(job, found) if counts else [],
    )


def _records(job: Job, found: Submission) -> list[Change]:
    row = {
        "acceptance_date": iso(found.accepted_on), "due_on": iso(found.due_on), "submitted_on": iso(found.submitted_on),
        "status": "已提交", "late": found.late, "report_no": text(job.variables, "report_no"),
        "materials": list(words(job.variables, "filing_materials") or ()),
    }
    flags = {"lift": ["filing_pending"], "set": ["filing_late"] if found.late else []}
    return [
        Change(register="filing", key=case.project_no(job), fields=row),
        *case.project_change(job, flags=flags),
    ]


def _report(job: Job) -> Finding:
    report_no = text(job.variables, "report_no")
    if not report_no:
        return REPORT.failed("没有验收报告编号。", "请填写并上传验收报告。")
    return REPORT.passed(report_no=report_no)


def _papers(job: Job) -> Finding:
    handed_in = words(job.variables, "filing_materials")
    if handed_in is None:
        return PAPERS.doubtful("未勾选提交的材料。", "请核收人员对照附件核对。")
    missing = [paper for paper in limit(job, "P_filing_required") if paper not in handed_in]
    if missing:
        return PAPERS.failed(f"缺少：{'、'.join(missing)}。", "请补充后重新提交。", filing_materials=list(handed_in))
    return PAPERS.passed(filing_materials=list(handed_in))


def _accepted(job: Job, found: Submission) -> Finding:
    stated = day(job.variables, "accepted_on")
    if found.accepted_on is None:
        return ACCEPTED.doubtful("没有竣工验收合格的登记。", "请核对验收登记。", accepted_on=stated)
    if stated is not None and stated != found.accepted_on:
        problem = f"填报为{stated}，登记为{found.accepted_on}。"
        return ACCEPTED.failed(problem, "请按验收登记填写。", accepted_on=stated, acceptance_date=found.accepted_on)
    return ACCEPTED.passed(acceptance_date=found.accepted_on)
