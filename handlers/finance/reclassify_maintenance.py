"""Maintenance that builds something new is a building project."""

from __future__ import annotations

from engine.handler import Job, Result, handler
from handlers import case


@handler("finance.reclassify_maintenance", clauses=("14",), reads=("project",), pure=False)
def reclassify_maintenance(job: Job) -> Result:
    """转建设类：新增功能超过运维限度的，重新归类为建设类，另行申报入库。

    The project's class becomes 建设 and its state 草稿, so that it enters the reserve like any other. Variable `om_result`.
    """
    case.registered_project(job)
    return Result(
        variables={"om_result": "转建设类", "project_class": "建设"},
        records=case.project_change(job, state="草稿", **{"class": "建设"}),
    )
