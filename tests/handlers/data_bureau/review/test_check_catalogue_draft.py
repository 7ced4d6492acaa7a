"""H-CATALOG on a draft: complete, shared with reason, nothing collected twice, data of use."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_catalogue_draft import check_catalogue_draft
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN

ENTRY = {"name": "路口流量", "items": "路口、流量", "cycle": "5分钟"}
NONE = {"catalogue_entries": [], "datasets": [], "no_data_reason": "只采购网络设备，不产生数据。"}


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("数据资源目录草案", {}, "通过"), ("数据资源目录草案", {"catalogue_entries": [{"name": "路口流量"}]}, "不通过"),
        ("数据资源目录草案", {"catalogue_entries": []}, "不通过"), ("数据资源目录草案", NONE, "存疑"),
        ("共享类型", {}, "通过"), ("共享类型", NONE, "不适用"),
        ("共享类型", {"catalogue_entries": [{**ENTRY, "share_type": "有条件"}]}, "不通过"),
        ("共享类型", {"catalogue_entries": [{**ENTRY, "share_type": "有条件", "basis": "限公安使用"}]}, "通过"),
        ("共享类型", {"catalogue_entries": [{**ENTRY, "share_type": "不予共享", "basis": "某法第三条"}]}, "存疑"),
        ("有效数据", {}, "通过"), ("有效数据", {"datasets": []}, "不通过"), ("有效数据", NONE, "存疑"),
    ],
)
def test_the_draft(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_catalogue_draft, {**PLAN, **changed}), item) == says


@pytest.mark.parametrize(
    ("again", "says", "clear"),
    [
        ([], "通过", True), ([{"name": "流量", "shareable": False}], "通过", True),
        ([{"name": "户籍", "shareable": True}], "不通过", False),
        ([{"name": "户籍", "shareable": True, "reason": "共享数据按月更新，不够用"}], "存疑", False),
        ([{"name": "户籍"}], "不通过", False),
    ],
)
def test_data_that_can_be_shared_is_not_collected(city: City, again: list[dict[str, Any]], says: str, clear: bool) -> None:
    result = city.run(check_catalogue_draft, {**PLAN, "collect_new": again})
    assert verdict(result, "不重复采集") == says
    assert result.variables == {"data_reuse_clear": clear}
