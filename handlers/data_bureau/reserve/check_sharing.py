"""H-SHARE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers.answers import text, words
from handlers.case import limit
from handlers.data_bureau.reserve import entry
from handlers.items import Item

MUST = Item("应使用的共性能力", ("11", "19", "38(2)"), severity="提示")
MAY = Item("可使用的共性能力", ("11", "19"), severity="提示")
CLOUD = Item("使用政务云和政务外网", ("19", "38(2)"), severity="提示")
Row = Mapping[str, Any]
#: What ends a phrase: a word of reuse speaks for its own phrase only.
ENDS = re.compile(r"[，。；、：！？\n,.;:!?]+")


@handler("data_bureau.check_sharing", clauses=("11", "19", "38(2)"), reads=("capability",), pure=False)
def check_sharing(job: Job) -> Result:
    """共享能力比对：建设内容和预算明细是否重复建设统建能力，是否使用政务云和政务外网。

    Does a module or a line of the budget build what the city offers? A phrase that says it is used (对接, 复用, …) is no hit.
    Variables `shared_capabilities` (capability, name, where, mandatory) and `share_alerts`.
    """
    hits = list(_hits(job))
    must, may = [hit for hit in hits if hit["mandatory"]], [hit for hit in hits if not hit["mandatory"]]
    cloud = _cloud(job)
    alerts = [entry.alert(f"SHARE-{hit['capability']}", _sentence(hit)) for hit in hits]
    if cloud.verdict != "通过":
        alerts.append(entry.alert("SHARE-CLOUD", cloud.problem))
    return Result(
        findings=[_found(MUST, must, "请改用统建能力，核减相应内容；确需建设的，说明理由。"), _found(MAY, may, "请考虑使用统建能力。"), cloud],
        variables={"shared_capabilities": hits, "share_alerts": alerts},
    )


def _hits(job: Job) -> Iterator[dict[str, Any]]:
    reuse, built = limit(job, "P_reuse_words"), entry.phrases(job.variables)
    for row in job.registers.find("capability"):
        where = sorted({place for place, told in built if any(_builds(part, row, reuse) for part in ENDS.split(told))})
        if where:
            yield {
                "capability": row["capability_no"], "name": row["name"], "provider": row["provider"], "mandatory": row["mandatory"],
                "where": where, "entry": row["entry"],
            }


def _builds(phrase: str, capability: Row, reuse: list[str]) -> bool:
    return any(word in phrase for word in capability["keywords"]) and not any(word in phrase for word in reuse)


def _sentence(hit: Row) -> str:
    asked = "应使用" if hit["mandatory"] else "可使用"
    return f"“{'、'.join(hit['where'])}”{asked}统建能力“{hit['name']}”（{hit['provider']}）。"


def _found(item: Item, hits: list[dict[str, Any]], suggestion: str) -> Finding:
    if not hits:
        return item.passed()
    return item.doubtful("".join(_sentence(hit) for hit in hits), suggestion, capabilities=[hit["capability"] for hit in hits])


def _cloud(job: Job) -> Finding:
    deployment, networks = text(job.variables, "deployment"), words(job.variables, "networks") or ()
    apart = [told for told, found in (("不部署在政务云", deployment != "政务云"), ("使用专网", "专网" in networks)) if found]
    if apart:
        return CLOUD.doubtful(f"{'、'.join(apart)}。", "请使用政务云和电子政务外网，或说明理由。", deployment=deployment, networks=list(networks))
    return CLOUD.passed(deployment=deployment)
