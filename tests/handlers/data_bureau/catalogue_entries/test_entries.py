"""Rows of the form become rows of the register; items that others share are found by name."""

from __future__ import annotations

from typing import Any

from handlers.data_bureau.catalogue_entries import entries
from tests.handlers.city import PROJECT_NO, City

ANSWERS = {
    "unit_id": "JT", "catalogue_entries": [{"name": "路口流量"}, {"name": "路口", "code": "L-1"}],
    "catalogue_items": [{"entry": "路口", "item": "路口编号", "type": "字符", "key": True}, {"entry": "路口流量", "item": "车流量"}],
}
KNOWN = {"name": "路口", "share_type": "无条件共享", "status": "已发布", "items": [{"name": "Ｕnit 编号"}]}


def test_entries_have_a_code_and_their_own_items(city: City) -> None:
    first, second = entries.of(city.job("x", ANSWERS))
    assert (first["entry_code"], second["entry_code"]) == (f"{PROJECT_NO}-M01", "L-1")
    assert [item["name"] for item in second["items"]] == ["路口编号"]
    assert second["items"][0]["key"] is True


def found(item: str, **other: Any) -> list[tuple[str, str, str]]:
    return list(entries.overlaps([{"name": "甲", "items": [{"name": item}]}], [KNOWN | other]))


def test_what_others_share_is_found_whatever_its_spelling() -> None:
    assert found("unit编号") == [("unit编号", "甲", "路口")]
    assert found("车流量") == []


def test_what_is_not_shared_or_not_approved_offers_nothing() -> None:
    assert found("unit编号", share_type="不予共享") == []
    assert found("unit编号", status="草案") == []
