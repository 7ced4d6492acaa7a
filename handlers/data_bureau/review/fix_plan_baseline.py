"""The plan that passed is held fixed: later changes are measured against it (article 25)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Change, Job, Result, handler
from engine.values import Json
from handlers import case
from handlers.answers import number, rows, text
from handlers.data_bureau.review import open_review
from handlers.data_bureau.review.check_plan_parts import digest
from handlers.items import Item

FIXED = Item("方案基线", ("25", "13"))


@handler("data_bureau.fix_plan_baseline", clauses=("13", "25"), reads=("project", "review", "baseline"), pure=False)
def fix_plan_baseline(job: Job) -> Result:
    """方案基线固化：把评审通过的方案登记为基线，项目进入评审通过。

    Writes the next version of the baseline with the digest of the plan, closes the round and the project's review. Raises
    Invalid when the round was not signed. Variables `baseline_digest`, `review_no`.
    """
    review = job.registers.get("review", open_review.key(job))
    if review is None or review["conclusion"] not in ("通过", "修改后通过"):
        raise Invalid("review.not_passed", project_no=case.project_no(job))
    project_no, fixed = case.project_no(job), digest(job.variables)
    versions = job.registers.find("baseline", project_no=project_no)
    last = max(versions, key=lambda row: int(row["version"]), default=None)
    version = int(last["version"]) + 1 if last else 1
    fields: dict[str, Json] = {
        "project_no": project_no, "version": version, "source": "建设方案", "total": number(job.variables, "plan_total"),
        "content": [text(row, "item") for row in rows(job.variables, "plan_contents")], "digest": fixed,
        "document_no": review["document_no"], "effective_on": case.today(job).isoformat(),
        "supersedes": last["baseline_key"] if last else None,
    }
    period = number(job.variables, "plan_period")
    if period is not None:
        fields["period"] = f"{period}个月"
    about: dict[str, Json] = {"state": "评审通过", "review_conclusion": review["conclusion"], "review_no": review["document_no"]}
    for name in ("mlps_level", "crypto_applicable"):
        if job.variables.get(name) is not None:
            about[name] = job.variables[name]
    return Result(
        findings=[FIXED.passed(digest=fixed, version=version)],
        variables={"baseline_digest": fixed, "review_no": review["document_no"]},
        records=[
            Change(register="baseline", key=f"{project_no}-B-{version}", fields=fields),
            Change(register="review", key=review["review_key"], fields={"status": "已通过"}),
            Change(register="declaration", key=f"{project_no}-F-{review['round']}", fields={"result": review["conclusion"]}),
            *case.project_change(job, **about),
        ],
    )
