"""What the invited experts answered, and whether the panel is complete."""

from __future__ import annotations

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, rows, text, words
from handlers.data_bureau.experts import drawing
from handlers.data_bureau.experts.draw_experts import quotas_of, size_of
from handlers.items import Item

REPLIES = Item("专家回复", ("5",), severity="提示")


@handler("data_bureau.record_replies", clauses=("5",), reads=("expert_draw",), pure=False)
def record_replies(job: Job) -> Result:
    """专家回复登记：登记参加、谢绝、回避和逾期未回复，核对是否组成专家组。

    Whoever declares a conflict stands aside from now on (C7); who does not answer in time counts as declining. Variables
    `accepted_experts`, `declined_experts`, `declared_conflicts`, `panel_rounds`, `panel_formed`, `rounds_over`, `panel_leader`
    (the first who accepted).
    """
    replies = rows(job.variables, "expert_replies")
    accepted = [*rows(job.variables, "accepted_experts"), *(row["expert"] for row in replies if text(row, "reply") == "参加")]
    refused = [
        {"expert_no": row["expert"]["expert_no"], "reply": text(row, "reply"), "reason": text(row, "reason") or None}
        for row in replies if text(row, "reply") != "参加"
    ]
    declared = [*(words(job.variables, "declared_conflicts") or ()), *(row["expert_no"] for row in refused if row["reply"] == "需要回避")]
    rounds = int(number(job.variables, "panel_rounds") or 0) + 1
    quotas = [] if job.variables.get("relax_fields") is True else quotas_of(job)
    formed = drawing.formed(accepted, size_of(job), quotas)
    fields = {"declined": refused, "final": [row["expert_no"] for row in accepted], "status": "论证中" if formed else "已抽取"}
    return Result(
        findings=[_replies(len(accepted), len(refused), formed)],
        variables={
            "accepted_experts": accepted, "declined_experts": [*rows(job.variables, "declined_experts"), *refused],
            "declared_conflicts": declared, "panel_rounds": rounds, "panel_formed": formed, "directed_experts": [],
            "rounds_over": rounds >= case.limit(job, "P_expert_rounds"),
            "panel_leader": accepted[0]["username"] if accepted else None,
        },
        records=[Change(register="expert_draw", key=text(job.variables, "expert_draw_key"), fields=fields)],
    )


def _replies(accepted: int, refused: int, formed: bool) -> Finding:
    if formed:
        return REPLIES.passed(accepted=accepted)
    return REPLIES.doubtful(f"{refused}人谢绝、回避或逾期未回复。", "请补抽或者定向邀请。", accepted=accepted, refused=refused)
