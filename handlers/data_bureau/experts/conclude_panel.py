"""What a panel of experts said, by its votes; void when somebody should have stood aside (articles 5 and 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Document, Finding, Job, Result, handler
from handlers.answers import Answers, rows, text, words, yes
from handlers.items import Item
from handlers.registers.tables.fields import VERDICTS

PANEL = Item("专家组意见", ("5", "13"))
OPINION = "D-09-6"


@handler("data_bureau.conclude_panel", clauses=("5", "13"), reads=("expert_draw",), pure=False)
def conclude_panel(job: Job) -> Result:
    """专家组结论登记：按个人意见计票得出结论，保留不同意见；查实应回避未回避的，意见作废、重新组成专家组。

    More than half for 通过 or for 不通过 decides, else 修改后通过. Raises Invalid when an opinion has no conclusion. Variables
    `panel_void`, `expert_conclusion` (null when void), `expert_votes`, and what a new panel begins with.
    """
    opinions = rows(job.variables, "expert_opinions")
    found = [text(row, "expert_no") for row in rows(job.variables, "expert_marks") if yes(row, "undeclared_conflict")]
    votes = _votes(opinions)
    if found:
        return _void(job, found, votes)
    conclusion = concluded(votes)
    data = {
        "purpose": text(job.variables, "purpose"), "votes": votes, "conclusion": conclusion,
        "opinion": text(job.variables, "panel_opinion"), "dissent": text(job.variables, "panel_dissent") or "无",
    }
    return Result(
        findings=[_said(conclusion, votes)],
        variables={"panel_void": False, "expert_conclusion": conclusion, "expert_votes": votes},
        records=[*_marks(job), _row(job, conclusion=conclusion, status="论证完成")],
        documents=[Document(kind=OPINION, organ="DATA", title="专家组论证意见", data=data)],
    )


def _votes(opinions: Sequence[Answers]) -> dict[str, int]:
    given = Counter(text(row, "conclusion") for row in opinions)
    if not given or set(given) - set(VERDICTS):
        raise Invalid("panel.no_conclusion", conclusions=sorted(given))
    return {verdict: given[verdict] for verdict in VERDICTS}


def concluded(votes: dict[str, int]) -> str:
    """The conclusion of these votes: what more than half want, if that is 通过 or 不通过; else 修改后通过."""
    half = sum(votes.values()) / 2
    return next((verdict for verdict in ("通过", "不通过") if votes[verdict] > half), "修改后通过")


def _row(job: Job, **fields: Any) -> Change:
    return Change(register="expert_draw", key=text(job.variables, "expert_draw_key"), fields=fields)


def _void(job: Job, found: list[str], votes: dict[str, int]) -> Result:
    finding = PANEL.failed(f"{len(found)}名专家应回避而未回避，意见作废。", "重新组成专家组。", experts=found)
    return Result(
        findings=[finding],
        variables={
            "panel_void": True, "expert_conclusion": None, "expert_votes": votes, "accepted_experts": [], "declined_experts": [],
            "panel_rounds": 0, "declared_conflicts": [*(words(job.variables, "declared_conflicts") or ()), *found],
        },
        records=[_row(job, status="作废"), *_marks(job)],
    )


def _marks(job: Job) -> list[Change]:
    """The evaluation of each expert stands with the draw."""
    return [_row(job, marks=list(rows(job.variables, "expert_marks")))]


def _said(conclusion: str, votes: dict[str, int]) -> Finding:
    return PANEL.passed(conclusion=conclusion, votes=votes)
