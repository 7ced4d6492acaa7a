"""H-PLAN5."""

from __future__ import annotations

from hashlib import sha256

from engine.handler import Change, Finding, Job, Result, handler
from engine.values import canonical
from handlers import case
from handlers.answers import Answers, rows, text
from handlers.case import limit
from handlers.data_bureau.report_sections import Section
from handlers.data_bureau.review import plan_parts
from handlers.data_bureau.review.plan_parts import ACROSS, PARTS
from handlers.items import Item, clean

#: Answers in words that must say something.
IN_WORDS = {
    "plan_architecture": "总体架构", "products_statement": "落实情况说明", "crypto_plan_summary": "密码应用方案概要",
}
REPLIES = Item("逐条答复评审意见", ("13",))


@handler(
    "data_bureau.check_plan_parts", clauses=("12", "13", "18", "21", "22"), reads=("project", "declaration"), pure=False,
)
def check_plan_parts(job: Job) -> Result:
    """建设方案必备内容核查：五项必备内容、总体方案和跨层级衔接是否齐全。

    Does the plan have the five parts of article 12, the rest of the plan, and across levels the shares and the joining with
    the counties? After a conditional pass: is every change answered? Keeps the plan in the register as handed in.
    Variables `plan_complete`, `plan_missing` (names of parts).
    """
    answers = job.variables
    findings = [_part(job, part, ("18",) if part is ACROSS else ("12",)) for part in (*PARTS, ACROSS)]
    if rows(answers, "change_items"):
        findings.append(_replies(answers))
    missing = [found.item for found in findings if found.verdict == "不通过"]
    return Result(
        findings=findings, variables={"plan_complete": clean(findings), "plan_missing": missing},
        records=[_handed_in(job)],
    )


def digest(answers: Answers) -> str:
    """The SHA-256 of a plan's answers in canonical form, as hexadecimal digits."""
    return sha256(canonical(plan_parts.of(answers))).hexdigest()


def _part(job: Job, part: Section, clauses: tuple[str, ...]) -> Finding:
    item, missing = Item(f"方案内容齐全：{part.name}", clauses), part.missing(job.variables)
    if missing:
        return item.failed(f"未填写：{'、'.join(missing)}。", "请补充完整后再提交。")
    least = limit(job, "P_text_min")
    given = {name: text(job.variables, name) for name in IN_WORDS if name in part.fields}
    short = [IN_WORDS[name] for name, words in given.items() if words and len(words) < least]
    if short:
        return item.failed(f"过于简单：{'、'.join(short)}。", f"请具体说明，不少于{least}字。")
    return item.passed()


def _replies(answers: Answers) -> Finding:
    asked = {text(row, "content") for row in rows(answers, "change_items")}
    answered = {text(row, "content") for row in rows(answers, "plan_replies") if text(row, "reply")}
    open_items = sorted(asked - answered)
    if open_items:
        return REPLIES.failed(f"没有答复：{'、'.join(open_items)}。", "请逐条写明修改情况。")
    return REPLIES.passed(plan_replies=len(answered))


def _handed_in(job: Job) -> Change:
    project_no, review_round = case.project_no(job), case.round_of(job.variables, "review_round")
    fields = {
        "project_no": project_no, "kind": "建设方案", "round": review_round, "submitted_on": case.today(job).isoformat(),
        "content": plan_parts.of(job.variables), "content_digest": digest(job.variables),
    }
    return Change(register="declaration", key=f"{project_no}-F-{review_round}", fields=fields)
