"""H-EXPDRAW."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from engine.handler import Change, Document, Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, number, rows, text, words
from handlers.data_bureau.experts import drawing
from handlers.data_bureau.experts.drawing import Draw, Quota
from handlers.items import Item

DRAWN = Item("专家抽取", ("5", "13"))
INVITATION = "D-09-5"


@handler("data_bureau.draw_experts", clauses=("5", "13"), reads=("expert_draw",), pure=False)
def draw_experts(job: Job) -> Result:
    """专家随机抽取：按人数和专业分层随机抽取，登记种子、候选名单、回避名单和结果。

    The seed is SHA-256 of project, job and the fact's time, so that it is fixed by the history and known to nobody before;
    `drawing.redraw` repeats the draw from its row. Those who accepted stay. When the leader invited people directly
    (`directed_experts`) these are asked, as far as they are candidates. Variables `invited_experts`, `draw_enough`,
    `expert_draw_key`.
    """
    quotas = [] if job.variables.get("relax_fields") is True else quotas_of(job)
    size, kept, candidates = size_of(job), rows(job.variables, "accepted_experts"), rows(job.variables, "expert_candidates")
    seed = sha256(f"{case.project_no(job)}|{job.id}|{job.at.isoformat()}".encode()).hexdigest()[:16]
    directed = {text(row, "expert_no") for row in rows(job.variables, "directed_experts")}
    able = [one for one in candidates if not directed or text(one, "expert_no") in directed]
    found = drawing.draw(seed, able, size, quotas, kept)
    key = _key(job)
    row = {
        "project_no": case.project_no(job), "purpose": text(job.variables, "purpose"), "seed": seed, "size": size,
        "candidates": [_bare(one) for one in able], "quotas": quotas, "kept": [_bare(one) for one in kept],
        "excluded": list(rows(job.variables, "expert_excluded")), "drawn": [one["expert_no"] for one in found.drawn],
        "directed_reason": text(job.variables, "directed_reason") or None if directed else None,
        "drawn_on": case.today(job).isoformat(), "status": "已抽取" if found.enough else "不足",
    }
    return Result(
        findings=[_enough(found, size, len(kept))],
        variables={
            "invited_experts": [dict(one) for one in found.drawn] if found.enough else [], "draw_enough": found.enough,
            "expert_draw_key": key, "panel_size": size,
        },
        records=[Change(register="expert_draw", key=key, fields=row)],
        documents=[_invitation(job, found)] if found.enough else [],
    )


def size_of(job: Job) -> int:
    """How many experts the panel has by D17 (variable `panel_rule`)."""
    return int(number(job.variables["panel_rule"], "size") or 0)


def quotas_of(job: Job) -> list[Quota]:
    """The fields that D17 and the asking process (`fields_needed`) want in the panel."""
    rule: Answers = job.variables["panel_rule"]
    asked = [{"fields": [name], "least": 1} for name in words(job.variables, "fields_needed") or ()]
    by_rule = [
        {"fields": ["数据"], "least": int(number(rule, "data") or 0)},
        {"fields": ["网络安全", "密码"], "least": int(number(rule, "security") or 0)},
        {"fields": ["财务造价"], "least": int(number(rule, "cost") or 0)},
    ]
    return [*(quota for quota in by_rule if quota["least"]), *asked]


def _key(job: Job) -> str:
    before = job.registers.find("expert_draw", project_no=case.project_no(job))
    return f"{case.project_no(job)}-{text(job.variables, 'purpose')}-{len(before) + 1}"


def _bare(one: Answers) -> dict[str, Any]:
    return {"expert_no": one["expert_no"], "fields": list(one["fields"])}


def _enough(found: Draw, size: int, kept: int) -> Finding:
    if found.enough:
        return DRAWN.passed(size=size, drawn=len(found.drawn))
    problem = f"应有{size}人，已确认{kept}人，可抽取{len(found.drawn)}人，人数或专业不足。"
    return DRAWN.failed(problem, "请扩大专业范围，或者借用省、他市专家。", size=size, drawn=len(found.drawn))


def _invitation(job: Job, found: Draw) -> Document:
    data = {"purpose": text(job.variables, "purpose"), "count": len(found.drawn)}
    return Document(kind=INVITATION, organ="DATA", title="专家邀请函", data=data)
