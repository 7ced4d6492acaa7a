"""The joint opinion with its annexes (D-10)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Invalid
from engine.handler import Change, Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, rows, text
from handlers.data_bureau.review import open_review
from handlers.items import Item

CONCLUSION = Item("联合评审结论", ("13", "14"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An opinion that is issued beside the joint one."""

    kind: str
    organ: str
    title: str


#: The annexes that article 25 names, by the topic of the opinion.
ANNEXES = {
    "security": Annex(kind="D-10-1", organ="CAC", title="网络安全审核意见"),
    "products": Annex(kind="D-10-2", organ="SCA", title="安全可靠应用政策落实意见"),
    "crypto": Annex(kind="D-10-3", organ="SCA", title="密码应用意见"),
    "efile": Annex(kind="D-10-4", organ="SCA", title="电子文件意见"),
    "archive": Annex(kind="D-10-5", organ="ARCH", title="电子档案意见"),
}
#: Conclusion -> status of the round.
STATUS = {"通过": "评审中", "修改后通过": "修改中", "不通过": "评审中"}


@handler("data_bureau.issue_review", clauses=("13", "14", "25"), reads=("project", "review"), pure=False)
def issue_review(job: Job) -> Result:
    """联合评审意见：登记签发的结论，出具联合评审（评估）意见及附件。

    Keeps the signed conclusion with what the table said and why it differs, and issues D-10 with an annex for each department
    opinion that was given on security, products, cryptography, electronic files and archives. Raises Invalid without a
    conclusion, or when it differs from the table without a reason. Variable `review_key`.
    """
    project, conclusion = case.registered_project(job), text(job.variables, "review_conclusion")
    proposed, why = text(job.variables, "proposed"), text(job.variables, "review_deviation")
    if conclusion not in STATUS:
        raise Invalid("review.undecided", conclusion=conclusion)
    if conclusion != proposed and not why:
        raise Invalid("review.deviation", proposed=proposed, conclusion=conclusion)
    key = open_review.key(job)
    fields = {
        "project_no": project["project_no"], "proposed": proposed if proposed in STATUS else None,
        "conclusion": conclusion, "deviation": why or None, "items": list(rows(job.variables, "change_items")),
        "expert_conclusion": text(job.variables, "expert_conclusion") or None, "status": STATUS[conclusion],
        "signed_by": text(job.variables, "signed_by") or None, "signed_on": case.today(job).isoformat(),
    }
    data = {
        "project_no": project["project_no"], "project_name": project["name"], "conclusion": conclusion,
        "register": "review", "key": key, "field": "document_no",
    }
    title = f"关于{project['name']}的联合评审（评估）意见"
    return Result(
        findings=[_finding(conclusion, proposed, why)], variables={"review_key": key},
        records=[Change(register="review", key=key, fields=fields)],
        documents=[Document(kind="D-10", organ="DATA", title=title, data=data), *_annexes(job, project["name"])],
    )


def _annexes(job: Job, name: str) -> list[Document]:
    given = [row for row in rows(job.variables, "opinions") if row.get("topic") in ANNEXES and row.get("conclusion")]
    return [_annex(row, name) for row in given]


def _annex(opinion: Answers, name: str) -> Document:
    annex = ANNEXES[text(opinion, "topic")]
    data = {"matter": annex.title, "project_name": name, "conclusion": opinion["conclusion"], "opinion": text(opinion, "opinion"),
            "items": list(rows(opinion, "items"))}
    return Document(kind=annex.kind, organ=annex.organ, title=f"关于{name}的{annex.title}", data=data)


def _finding(conclusion: str, proposed: str, why: str) -> Finding:
    if conclusion != proposed:
        return CONCLUSION.doubtful(f"签发结论为{conclusion}，汇总结论为{proposed}。", "偏离的理由已登记备查。", deviation=why)
    return CONCLUSION.passed(conclusion=conclusion)
