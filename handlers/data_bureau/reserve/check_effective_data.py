"""H-ART3."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import rows, text
from handlers.case import limit
from handlers.data_bureau import effective_data
from handlers.data_bureau.effective_data import DATASETS
from handlers.data_bureau.reserve import entry
from handlers.items import clean


@handler("data_bureau.check_effective_data", clauses=("3",))
def check_effective_data(job: Job) -> Result:
    """有效数据与业务覆盖核查：有没有有效数据产出，业务是否全部线上办理。

    A project that makes no data and says why is for a person, who is advised not to let it in. Variables `data_effective`
    (nothing failed and nothing in doubt), `online_percent` of the business items, `data_alerts`.
    """
    findings = [_datasets(job), effective_data.business(job.variables)]
    items = rows(job.variables, "business_items")
    online = [row for row in items if row.get("online") is True]
    told = [one for one in findings if one.verdict != "通过"]
    return Result(findings=findings, variables={
        "data_effective": clean(findings), "online_percent": 100 * len(online) // len(items) if items else None,
        "data_alerts": [entry.alert(f"ART3-{number}", one.item + "：" + one.problem) for number, one in enumerate(told, 1)],
    })


def _datasets(job: Job) -> Finding:
    reason = text(job.variables, "no_data_reason")
    if rows(job.variables, "datasets") or len(reason) < limit(job, "P_text_min"):
        return effective_data.datasets(job.variables)
    return DATASETS.doubtful("说明不产生有效数据。", "原则上不予入库，请审核人员判断理由是否成立。", no_data_reason=reason)
