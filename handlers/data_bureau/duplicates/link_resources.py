"""H-LINK."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.handler import Finding, Job, Result, handler
from handlers.answers import text
from handlers.case import limit
from handlers.data_bureau.duplicates.similarity import plain
from handlers.data_bureau.reserve import entry
from handlers.items import Item

LINKED = Item("可关联的资源", ("11", "15", "19"), severity="提示")
#: Register -> its word, the field with the name, the field that says whose it is.
KINDS = {"catalogue": ("数据资源目录", "name", "unit_id"), "system": ("在用系统", "name", "unit_id"), "capability": ("共性能力", "name", "provider")}
KEYS = {"catalogue": "entry_code", "system": "system_no", "capability": "capability_no"}


@handler("data_bureau.link_resources", clauses=("11", "15", "19"), reads=("catalogue", "system", "capability"), pure=False)
def link_resources(job: Job) -> Result:
    """资源自动关联：按名称给出可能相关的目录、系统和共性能力，供填报和审核时参考。

    Which entries of the registers share the most character pairs of their names with the declaration? Suggestions only. Variable
    `linked_resources` (kind, key, name, owner), the nearest of each kind first.
    """
    told = plain("".join([text(job.variables, name) for name in ("project_name", "goals")] + [one for _, one in entry.phrases(job.variables)]))
    found = [one for register in KINDS for one in _nearest(job, register, told)]
    return Result(findings=[_finding(found)], variables={"linked_resources": found})


def _nearest(job: Job, register: str, told: str) -> Iterator[Mapping[str, Any]]:
    word, name, owner = KINDS[register]
    rated = sorted(
        ((-_percent(str(row[name]), told), str(row[KEYS[register]]), row) for row in job.registers.find(register)), key=lambda one: one[:2]
    )
    for rate, key, row in rated[: limit(job, "P_link_shown")]:
        if -rate >= limit(job, "P_link_percent"):
            yield {"kind": word, "key": key, "name": row[name], "owner": row[owner]}


def _percent(name: str, told: str) -> int:
    pairs = {plain(name)[at:at + 2] for at in range(len(plain(name)) - 1)}
    return 100 * sum(pair in told for pair in pairs) // len(pairs) if pairs else 0


def _finding(found: list[Mapping[str, Any]]) -> Finding:
    if not found:
        return LINKED.not_applicable("没有找到相关资源。")
    return LINKED.passed(linked=[one["name"] for one in found])
