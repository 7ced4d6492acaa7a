"""The baseline that the project is held to from its approval on (articles 14, 25)."""

from __future__ import annotations

import hashlib

from engine.errors import Invalid
from engine.handler import Change, Job, Result, handler
from engine.values import canonical
from handlers import case
from handlers.answers import text


@handler("development_reform.fix_baseline", clauses=("14", "25"), reads=("project", "approval", "baseline"), pure=False)
def fix_baseline(job: Job) -> Result:
    """固化批复基线：以最后一个环节的批复为基线，项目登记为已立项。

    Keeps the approved content, total (万元) and period with a digest as the next baseline; it takes the place of the one before.
    Raises Invalid when the stage was not approved. Variables `approval_result` = 已立项, `approval_no`, `baseline_digest`.
    """
    no = case.project_no(job)
    approval = job.registers.get("approval", text(job.variables, "approval_key"))
    if approval is None or approval["decision"] != "批准":
        raise Invalid("approval.not_approved", project_no=no)
    old = max(job.registers.find("baseline", project_no=no), key=lambda row: int(row["version"]), default=None)
    version = int(old["version"]) + 1 if old else 1
    held = {"total": approval["total"], "content": approval["content"], "period": text(job.variables, "build_period") or None}
    digest = hashlib.sha256(canonical(held)).hexdigest()
    baseline = held | {
        "project_no": no, "version": version, "source": approval["stage"], "document_no": approval["document_no"],
        "digest": digest, "effective_on": case.today(job).isoformat(), "supersedes": old["baseline_key"] if old else None,
    }
    return Result(
        variables={"approval_result": "已立项", "approval_no": approval["document_no"], "baseline_digest": digest},
        records=[
            Change(register="baseline", key=f"{no}-B-{version}", fields=baseline),
            *case.project_change(
                job, state="已立项", total_investment=approval["total"], approved_on=case.today(job).isoformat(),
                approval_no=approval["document_no"],
            ),
        ],
    )
