"""No system without data, no business left offline; who says why is for a person."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.reserve.check_effective_data import check_effective_data
from tests.handlers.city import City, verdict
from tests.handlers.data_bureau.declared import DECLARED

REASON = "运维项目沿用原系统已编目的数据集，不新增数据产出。"


@pytest.mark.parametrize(("change", "judged", "effective"), [
    ({}, "通过", True), ({"datasets": []}, "不通过", False), ({"datasets": [], "no_data_reason": "没有"}, "不通过", False),
    ({"datasets": [], "no_data_reason": REASON}, "存疑", False),
])
def test_data(city: City, change: dict[str, Any], judged: str, effective: bool) -> None:
    result = city.run(check_effective_data, {**DECLARED, **change})
    assert verdict(result, "有效数据产出") == judged
    assert (result.variables["data_effective"], len(result.variables["data_alerts"])) == (effective, 0 if effective else 1)


@pytest.mark.parametrize(("items", "percent"), [([], None), ([{"name": "a", "online": True}, {"name": "b", "online": False}], 50)])
def test_how_much_is_online(city: City, items: list[dict[str, Any]], percent: int | None) -> None:
    assert city.run(check_effective_data, {**DECLARED, "business_items": items}).variables["online_percent"] == percent
