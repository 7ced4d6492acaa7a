"""What one department says in the joint review, or that it said nothing (article 13)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, last_day, rows, text
from handlers.items import Item

OPINION = Item("部门意见", ("13", "4"))
SILENT = "逾期未反馈"


@handler("data_bureau.record_opinion", clauses=("4", "13"), reads=("project",), pure=False)
def record_opinion(job: Job) -> Result:
    """部门意见登记：登记一个部门的逐项意见和结论；逾期未反馈的，登记没有结论。

    Keeps the opinion of one department on one topic. With the header `status` 逾期未反馈 it keeps that none was given: no
    conclusion, never a consent. Raises Invalid without a department, or when an opinion has no conclusion.
    Variables `opinion_status`, `opinion_conclusion`, `opinion_text`, `opinion_items`, `opinion_by`.
    """
    dept = job.variables.get("dept")
    if not isinstance(dept, dict) or not text(dept, "department"):
        raise Invalid("review.no_department", project_no=case.project_no(job))
    silent = job.headers.get("status") == SILENT
    said = _silence(job.variables) if silent else _said(job.variables)
    if not silent and not said["opinion_conclusion"]:
        raise Invalid("review.no_conclusion", department=text(dept, "department"))
    return Result(
        findings=[_finding(dept, said)], variables=said, records=[_row(job, dept, said)],
    )


def _said(answers: Answers) -> dict[str, object]:
    return {
        "opinion_status": "已出具", "opinion_conclusion": text(answers, "opinion_conclusion"),
        "opinion_text": text(answers, "opinion_text"), "opinion_items": list(rows(answers, "opinion_items")),
        "opinion_by": text(answers, "opinion_by"),
    }


def _silence(answers: Answers) -> dict[str, object]:
    return {
        "opinion_status": SILENT, "opinion_conclusion": None, "opinion_text": text(answers, "silence_opinion"),
        "opinion_items": [], "opinion_by": None,
    }


def _row(job: Job, dept: Answers, said: dict[str, object]) -> Change:
    review_round = case.round_of(job.variables, "review_round")
    project_no, department, topic = case.project_no(job), text(dept, "department"), text(dept, "topic")
    due = last_day(job.variables, "opinion_due")
    silent = said["opinion_status"] == SILENT
    return Change(register="opinion", key=f"{project_no}-R-{review_round}-{department}-{topic}", fields={
        "project_no": project_no, "matter": "联合评审", "round": review_round, "department": department, "topic": topic,
        "conclusion": said["opinion_conclusion"], "opinion": said["opinion_text"], "items": said["opinion_items"],
        "given_by": said["opinion_by"], "given_on": None if silent else case.today(job).isoformat(),
        "late": silent or (due is not None and case.today(job) > due), "status": said["opinion_status"],
    })


def _finding(dept: Answers, said: dict[str, object]) -> Finding:
    if said["opinion_status"] == SILENT:
        return OPINION.doubtful(f"{text(dept, 'zh')}逾期未反馈，不视为同意。", "请在联合评审意见中写明。", department=text(dept, "department"))
    return OPINION.passed(department=text(dept, "department"), conclusion=said["opinion_conclusion"])
