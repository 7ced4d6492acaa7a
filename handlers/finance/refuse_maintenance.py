"""No money for maintenance, and who said so (D-13-2)."""

from __future__ import annotations

from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.answers import text


@handler("finance.refuse_maintenance", clauses=("14",), reads=("project",), pure=False)
def refuse_maintenance(job: Job) -> Result:
    """不予安排运维经费：写明哪一方不同意和理由，告知项目单位。

    Issues D-13-2; the project's state becomes 不予批准. Variable `om_result` = 不予安排.
    """
    project = case.registered_project(job)
    said = [("主管部门", "line"), ("市数据局", "data"), ("市财政局", "fin")]
    reasons = [
        {"office": zh, "decision": text(job.variables, f"{name}_decision"), "opinion": text(job.variables, f"{name}_opinion")}
        for zh, name in said if text(job.variables, f"{name}_decision") not in ("", "同意", "同意统一申请")
    ] or [{"office": "联合评审", "decision": "未通过", "opinion": "联合评审（评估）意见未通过或者没有审定费用。"}]
    return Result(
        variables={"om_result": "不予安排"}, records=case.project_change(job, state="不予批准"),
        documents=[Document(kind="D-13-2", organ="DATA", title=f"关于{project['name']}不予安排运维经费的告知书",
                            data={"project_no": project["project_no"], "reasons": reasons})],
    )
