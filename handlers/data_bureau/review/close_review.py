"""A round of the joint review ends without a pass."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Finding, Job, Result, handler
from engine.values import Json
from handlers import case
from handlers.answers import text
from handlers.data_bureau.review import open_review
from handlers.items import Item

CLOSED = Item("联合评审结束", ("13",), severity="提示")
#: outcome -> (status of the round, state of the project; None: left as it is).
OUTCOMES: dict[str, tuple[str, str | None]] = {
    "不通过": ("未通过", "评审不通过"), "退回": ("撤回", "方案编制"), "撤回": ("撤回", "方案编制"), "终止": ("撤回", None),
}


@handler("data_bureau.close_review", clauses=("13",), reads=("project", "review", "declaration"), pure=False)
def close_review(job: Job) -> Result:
    """联合评审结束登记：不通过、退回、撤回或者因项目终止而结束。

    Closes the round, if there is one yet, and says so in the plan's row and the project. The header `outcome` is 不通过, 退回, 撤回
    or 终止; another one raises Invalid. Variable `review_no`.
    """
    outcome = job.headers.get("outcome", "")
    if outcome not in OUTCOMES:
        raise Invalid("review.outcome", outcome=outcome)
    status, state = OUTCOMES[outcome]
    project_no, review_round = case.project_no(job), case.round_of(job.variables, "review_round")
    review, plan_key = job.registers.get("review", open_review.key(job)), f"{project_no}-F-{review_round}"
    records = []
    if review is not None:
        records.append(Change(register="review", key=review["review_key"], fields={"status": status}))
    if job.registers.get("declaration", plan_key) is not None:
        records.append(Change(register="declaration", key=plan_key, fields={"result": outcome}))
    about: dict[str, Json] = {"state": state} if state else {}
    if outcome == "不通过":
        about["review_conclusion"] = "不通过"
    if about:
        records += case.project_change(job, **about)
    number = review["document_no"] if review else None
    return Result(findings=[_closed(job, outcome)], variables={"review_no": number}, records=records)


def _closed(job: Job, outcome: str) -> Finding:
    return CLOSED.passed(outcome=outcome, reason=text(job.variables, "withdraw_reason"))
