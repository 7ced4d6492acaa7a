"""A failed acceptance: what must be repaired, until when (article 28, D-21)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, last_day, rows
from handlers.items import Item

ITEMS = Item("整改事项", ("28",), severity="提示")


@handler("data_bureau.issue_rectification", clauses=("28",), reads=("project",), pure=False)
def issue_rectification(job: Job) -> Result:
    """竣工验收整改通知：登记不合格结论和整改事项，出具整改通知书。

    Keeps the failed round, opens its rectification until the day in `due_at` or `rectification_due_on`, and issues D-21.
    Raises Invalid without a project, an acceptance date or a last day. Variables `rectification_key`, `rectification_due_on`.
    """
    project, round = case.registered_project(job), case.round_of(job.variables, "acceptance_round")
    held = day(job.variables, "acceptance_date")
    due = last_day(job.variables, "due_at") or last_day(job.variables, "rectification_due_on")
    if held is None or due is None:
        raise Invalid("acceptance.incomplete", acceptance_date=held, due_on=due)
    key = f"{project['project_no']}-{round}"
    items = list(rows(job.variables, "rectification_items"))
    return Result(
        findings=[_items(len(items))],
        variables={"rectification_key": key, "rectification_due_on": due.isoformat()},
        records=[
            failed_round(job, key, round, held.isoformat()),
            Change(register="rectification", key=key, fields={
                "project_no": project["project_no"], "round": round, "source": "竣工验收", "items": items,
                "due_on": due.isoformat(), "status": "整改中", "closed_on": None,
            }),
            *case.project_change(
                job, acceptance_status="不合格", go_live_allowed=False, state="整改中", flags={"set": ["rectifying"]}
            ),
        ],
        documents=[Document(kind="D-21", organ="DATA", title=f"关于{project['name']}竣工验收的整改通知书", data={
            "project_no": project["project_no"], "project_name": project["name"], "items": items,
            "due_on": due.isoformat(), "register": "rectification", "key": key, "field": "document_no",
        })],
    )


def failed_round(job: Job, key: str, round: int, held: str) -> Change:
    """The row of an acceptance round that failed."""
    return Change(register="acceptance", key=key, fields={
        "project_no": case.project_no(job), "round": round, "date": held, "conclusion": "不合格", "status": "整改中",
        "group": list(rows(job.variables, "acceptance_group")), "items": list(rows(job.variables, "acceptance_items")),
    })


def _items(count: int) -> Finding:
    if count == 0:
        return ITEMS.doubtful("验收不合格但没有列出整改事项。", "请在整改通知中写明事项和要求。")
    return ITEMS.passed(rectification_items=count)
