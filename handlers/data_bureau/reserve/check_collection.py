"""H-COLLECT."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.handler import Finding, Job, Registers, Result, handler
from handlers.answers import rows, text, yes
from handlers.case import limit
from handlers.data_bureau.reserve import entry
from handlers.items import Item

COLLECTION = Item("不重复采集", ("19", "38(1)"), severity="提示")


@handler("data_bureau.check_collection", clauses=("19", "38(1)"), reads=("catalogue",), pure=False)
def check_collection(job: Job) -> Result:
    """重复采集核查：拟新采集的数据项能否通过共享获取。

    Is an item that is to be collected in the catalogue already? Names are compared without spaces and width, and by the words
    of one meaning in `P_item_synonyms`. Variables `obtainable_items` (item, entry_code, entry, provider) and `collect_alerts`.
    """
    wanted = [text(row, "item") for row in rows(job.variables, "collect_new")]
    found = list(obtainable(job.registers, wanted, limit(job, "P_item_synonyms")))
    declared = [text(row, "item") for row in rows(job.variables, "collect_new") if yes(row, "shareable")]
    unknown = [item for item in declared if item not in {one["item"] for one in found}]
    alerts = [entry.alert(f"COLLECT-{number}", _sentence(one)) for number, one in enumerate(found, 1)]
    return Result(findings=[_finding(wanted, found, unknown)], variables={"obtainable_items": found, "collect_alerts": alerts})


def obtainable(registers: Registers, items: Sequence[str], synonyms: Sequence[str]) -> Iterator[dict[str, Any]]:
    """For each of these item names the first entry of the catalogue that shares an item of that name.

    `synonyms`: "身份证号=公民身份号码=身份证号码", words of one meaning.
    """
    shared = [
        (_named(str(item.get("name") if isinstance(item, Mapping) else item), synonyms), row)
        for row in registers.find("catalogue") if row["share_type"] != "不予共享"
        for item in row["items"]
    ]
    for wanted in items:
        row = next((row for name, row in shared if name and name == _named(wanted, synonyms)), None)
        if row is not None:
            yield {"item": wanted, "entry_code": row["entry_code"], "entry": row["name"], "provider": row["unit_id"]}


def _named(name: str, synonyms: Sequence[str]) -> str:
    plain = "".join(unicodedata.normalize("NFKC", name).lower().split())
    groups = (group.split("=") for group in synonyms)
    return next((group[0] for group in groups if plain in group), plain)


def _sentence(found: Mapping[str, Any]) -> str:
    return f"“{found['item']}”可通过共享获取：目录“{found['entry']}”（{found['entry_code']}）。"


def _finding(wanted: list[str], found: list[dict[str, Any]], unknown: list[str]) -> Finding:
    if not wanted:
        return COLLECTION.not_applicable("没有新采集的数据。")
    if found:
        return COLLECTION.doubtful("".join(map(_sentence, found)), "请改用共享数据，或说明必须采集的理由。", items=[one["item"] for one in found])
    if unknown:
        return COLLECTION.doubtful(f"填报为可共享而仍采集：{'、'.join(unknown)}。", "请改用共享数据，或说明必须采集的理由。", items=unknown)
    return COLLECTION.passed(items=len(wanted))
