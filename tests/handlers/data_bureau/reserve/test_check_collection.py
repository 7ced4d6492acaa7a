"""An item that the catalogue has is not collected again, whatever it is called."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.reserve.check_collection import check_collection
from tests.handlers.city import City, verdict

ITEM = "不重复采集"


@pytest.mark.parametrize(("wanted", "share_type", "judged", "alerts"), [
    ([{"item": "公民身份号码"}], "无条件共享", "存疑", 1), ([{"item": "身份证号"}], "有条件共享", "存疑", 1), ([{"item": " 公民 身份号码"}], "无条件共享", "存疑", 1),
    ([{"item": "公民身份号码"}], "不予共享", "通过", 0), ([{"item": "车道数"}], "无条件共享", "通过", 0), ([], "无条件共享", "不适用", 0),
    ([{"item": "车道数", "shareable": True}], "无条件共享", "存疑", 0),
])
def test_an_item(city: City, wanted: list[dict[str, Any]], share_type: str, judged: str, alerts: int) -> None:
    city.seed(
        "catalogue", "ML-1", name="人口基础信息", unit_id="GA", summary="人口", items=[{"name": "公民身份号码"}, {"name": "姓名"}],
        share_type=share_type, status="已发布",
    )
    result = city.run(check_collection, {"collect_new": wanted})
    assert verdict(result, ITEM) == judged
    assert len(result.variables["collect_alerts"]) == len(result.variables["obtainable_items"]) == alerts
