"""A project without data needs no catalogue, when the Data Bureau says so (article 16)."""

from __future__ import annotations

from engine.errors import Invalid
from engine.handler import Document, Job, Result, handler
from handlers import case
from handlers.answers import text
from handlers.data_bureau.catalogue_entries.record_catalogue import OPINION
from handlers.items import Item

WAIVED = Item("不适用认定", ("16",))


@handler("data_bureau.waive_catalogue", clauses=("15", "16"), reads=("project",), pure=False)
def waive_catalogue(job: Job) -> Result:
    """目录不适用认定：登记市数据局对项目不适用数据资源目录的认定。

    Keeps the waiver in the project's row and issues it. Raises Invalid when the catalogue keeper did not recognise it, and for
    a project that is not registered. Variable `catalogue_waived`.
    """
    case.registered_project(job)
    if text(job.variables, "waiver_decision") != "认定不适用":
        raise Invalid("catalogue.not_waived", decision=text(job.variables, "waiver_decision"))
    reason = text(job.variables, "waiver_reason")
    return Result(
        findings=[WAIVED.passed(waiver_reason=reason)], variables={"catalogue_waived": True},
        records=case.project_change(job, catalogue_waived=True),
        documents=[Document(kind=f"{OPINION}-2", organ="DATA", title="数据资源目录不适用认定", data={"reason": reason})],
    )
