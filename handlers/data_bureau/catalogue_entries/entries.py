"""The entries that a unit hands in, as rows of the register, and what they share with entries that others have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.handler import Job
from handlers import case
from handlers.answers import rows, text, yes

Row = Mapping[str, Any]
#: Columns of the form that are fields of the register.
TEXTS = (
    "name", "category", "summary", "format", "share_type", "share_condition", "no_share_basis", "share_mode", "open_attribute",
    "open_condition", "cycle", "system",
)
#: From these on an entry counts as in the city's catalogue.
KNOWN = ("审核通过", "已挂接", "已发布")


def of(job: Job) -> list[dict[str, Any]]:
    """The entries of `catalogue_entries` with their items from `catalogue_items`, as register rows without a state.

    Items belong to the entry of the same name. An entry without a code of its own gets one from the project's number.
    """
    items = rows(job.variables, "catalogue_items")
    return [
        {
            "entry_code": text(row, "code") or f"{case.project_no(job)}-M{number:02}", "project_no": case.project_no(job),
            "unit_id": text(job.variables, "unit_id"), **{name: text(row, name) or None for name in TEXTS},
            "items": [_item(one) for one in items if text(one, "entry") == text(row, "name")],
        }
        for number, row in enumerate(rows(job.variables, "catalogue_entries"), 1)
    ]


def _item(row: Row) -> dict[str, Any]:
    return {
        "name": text(row, "item"), "type": text(row, "type"), "length": row.get("length"), "key": yes(row, "key") is True,
        "sensitivity": text(row, "sensitivity") or None,
    }


def overlaps(entries: Sequence[Row], known: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """(item, own entry, entry of others that offers it): items that could be had by sharing.

    Names are compared without spaces, width and case. `known`: rows of the register; what is not shared offers nothing.
    """
    offered = {
        _plain(str(item.get("name") if isinstance(item, Mapping) else item)): row["name"]
        for row in reversed(known) if row["status"] in KNOWN and row["share_type"] != "不予共享"
        for item in row["items"]
    }
    for entry in entries:
        for item in entry["items"]:
            if _plain(item["name"]) in offered:
                yield item["name"], entry["name"], offered[_plain(item["name"])]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
