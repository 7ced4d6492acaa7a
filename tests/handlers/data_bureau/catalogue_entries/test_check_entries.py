"""Metadata, items, codes and grounds; what others share already is a hint."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.catalogue_entries.check_entries import check_entries
from tests.handlers.city import City, verdict

ENTRY = {
    "name": "路口流量", "summary": "每五分钟的车流量", "format": "数据库", "share_type": "无条件共享", "share_mode": "接口",
    "open_attribute": "不予开放", "cycle": "实时",
}
ITEM = {"entry": "路口流量", "item": "车流量", "type": "数值"}
OTHER = {
    "name": "交通流量", "project_no": "HA-2026-J-0001", "unit_id": "GA", "summary": "x", "items": [{"name": "车流量"}],
    "share_type": "无条件共享", "status": "已发布",
}


def judged(city: City, entries: list[dict[str, Any]], items: list[dict[str, Any]], item: str) -> tuple[str, bool]:
    result = city.run(check_entries, {"unit_id": "JT", "catalogue_entries": entries, "catalogue_items": items})
    return verdict(result, item), result.variables["catalogue_valid"]


@pytest.mark.parametrize(("change", "item", "expected"), [
    ({}, "目录填写完整", ("通过", True)),
    ({"summary": " "}, "目录填写完整", ("不通过", False)),
    ({"cycle": None}, "目录填写完整", ("不通过", False)),
    ({"name": "别的"}, "每条目录有信息项", ("不通过", False)),
    ({"share_type": "不予共享"}, "共享类型有依据", ("不通过", False)),
    ({"share_type": "不予共享", "no_share_basis": "数据安全法第二十一条"}, "共享类型有依据", ("通过", True)),
    ({"share_type": "有条件共享"}, "共享类型有依据", ("不通过", False)),
    ({"share_type": "有条件共享", "share_condition": "用于交通管理"}, "共享类型有依据", ("通过", True)),
    ({"open_attribute": None}, "开放属性有条件", ("不通过", False)),
    ({"open_attribute": "有条件开放"}, "开放属性有条件", ("不通过", False)),
])
def test_one_entry(city: City, change: dict[str, Any], item: str, expected: tuple[str, bool]) -> None:
    assert judged(city, [ENTRY | change], [ITEM], item) == expected


def test_a_catalogue_has_entries(city: City) -> None:
    assert judged(city, [], [], "目录填写完整") == ("不通过", False)


def test_names_and_codes_are_used_once(city: City) -> None:
    assert judged(city, [ENTRY, ENTRY], [ITEM], "目录代码唯一") == ("不通过", False)
    city.seed("catalogue", "L-1", **OTHER)
    assert judged(city, [ENTRY | {"code": "L-1"}], [ITEM], "目录代码唯一") == ("不通过", False)


def test_what_another_unit_shares_is_a_hint_and_blocks_nothing(city: City) -> None:
    city.seed("catalogue", "L-1", **OTHER)
    assert judged(city, [ENTRY], [ITEM], "不重复采集") == ("存疑", True)
