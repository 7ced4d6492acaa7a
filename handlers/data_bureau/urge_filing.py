"""The month is over and nothing was filed (article 27)."""

from __future__ import annotations

from engine.handler import Change, Document, Job, Result, handler
from handlers import case
from handlers.data_bureau import filing
from handlers.data_bureau.filing import iso
from handlers.items import Item

OVERDUE = Item("按期提交备案", ("27",))


@handler("data_bureau.urge_filing", clauses=("11", "27"), reads=("project", "filing"), pure=False)
def urge_filing(job: Job) -> Result:
    """逾期备案催办：期限届满仍未提交备案的，标记逾期并出具催办通知。

    Flags the project `filing_overdue` and issues D-22-2, unless the filing was handed in meanwhile. Filing stays possible.
    """
    project_no = case.project_no(job)
    row = job.registers.get("filing", project_no) or {}
    if row.get("submitted_on"):
        return Result(findings=[OVERDUE.not_applicable("已经提交备案。", submitted_on=row["submitted_on"])])
    found, name = filing.submission(job), (case.project(job) or {}).get("name", project_no)
    fields = {"status": "逾期", "due_on": iso(found.due_on), "acceptance_date": iso(found.accepted_on)}
    problem = "备案期限届满仍未提交备案材料。"
    return Result(
        findings=[OVERDUE.failed(problem, "请立即提交；提交前不安排后续建设和运维资金。"), filing.registered(job)],
        records=[
            Change(register="filing", key=project_no, fields=fields),
            *case.project_change(job, state="逾期未备案", flags={"set": ["filing_overdue", "filing_pending"]}),
        ],
        documents=[Document(kind="D-22-2", organ="DATA", title=f"关于{name}逾期备案的催办通知", data={
            "project_no": project_no, "project_name": name, "due_on": iso(found.due_on),
            "register": "filing", "key": project_no, "field": "reminder_no",
        })],
    )
