"""Does every entry lead to data (articles 15 and 31)?"""

from __future__ import annotations

from datetime import date

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, day, rows, text
from handlers.data_bureau.catalogue_entries import entries
from handlers.items import Item

LINKED = Item("目录挂接数据资源", ("15", "16"))
PLATFORM = Item("平台登记号和更新日期", ("15",))


@handler("data_bureau.check_links", clauses=("15", "16"), reads=(), pure=True)
def check_links(job: Job) -> Result:
    """目录挂接核查：目录各条是否挂接数据资源，是否有平台登记号和更新日期。

    Is the share of linked entries at least `P_catalog_linked_percent`, and does each link name its number on the platform and
    a day that is not in the future? Variables `links_complete`, `linked_count`.
    """
    codes = {row["entry_code"] for row in entries.of(job)}
    links = {text(row, "entry_code"): row for row in rows(job.variables, "catalogue_links")}
    bad = sorted(code for code, row in links.items() if not _good(row, case.today(job)))
    findings = [_linked(job, codes, set(links)), _platform(bad, set(links) - codes)]
    return Result(findings=findings, variables={
        "links_complete": all(found.verdict == "通过" for found in findings), "linked_count": len(codes & set(links)),
    })


def _good(link: Answers, today: date) -> bool:
    updated = day(link, "updated_on")
    return bool(text(link, "platform_no")) and updated is not None and updated <= today


def _linked(job: Job, codes: set[str], links: set[str]) -> Finding:
    missing = sorted(codes - links)
    if not codes or 100 * len(codes & links) < case.limit(job, "P_catalog_linked_percent") * len(codes):
        return LINKED.failed(f"没有挂接数据资源：{'、'.join(missing) or '没有目录'}。", "请在数据共享交换平台挂接后登记。", missing=missing)
    return LINKED.passed(linked=len(codes & links))


def _platform(bad: list[str], unknown: set[str]) -> Finding:
    if unknown:
        return PLATFORM.failed(f"不是本项目的目录：{'、'.join(sorted(unknown))}。", "请核对目录代码。", unknown=sorted(unknown))
    if bad:
        return PLATFORM.failed(f"登记号、更新日期缺失或日期晚于今天：{'、'.join(bad)}。", "请核对平台登记号和更新日期。", entries=bad)
    return PLATFORM.passed()
