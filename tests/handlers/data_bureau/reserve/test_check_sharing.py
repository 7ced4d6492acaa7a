"""What the city offers is not built again (S53); a phrase that says it is used is no hit."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.reserve.check_sharing import check_sharing
from tests.handlers.city import City, verdict
from tests.handlers.data_bureau.declared import DECLARED


@pytest.mark.parametrize(("functions", "mandatory", "must", "may"), [
    ("建设电子印章制作和验签功能。", True, "存疑", "通过"), ("建设电子印章制作和验签功能。", False, "通过", "存疑"),
    ("对接统一电子印章平台用印。", True, "通过", "通过"), ("对接人口库；自建电子印章。", True, "存疑", "通过"), ("采集路口流量。", True, "通过", "通过"),
])
def test_a_function(city: City, functions: str, mandatory: bool, must: str, may: str) -> None:
    city.seed(
        "capability", "CAP-1", name="电子印章", provider="市数据局", summary="用印", keywords=["电子印章"], mandatory=mandatory
    )
    result = city.run(check_sharing, {**DECLARED, "contents": [{"module": "用印", "functions": functions}]})
    assert (verdict(result, "应使用的共性能力"), verdict(result, "可使用的共性能力")) == (must, may)
    hit = "存疑" in (must, may)
    assert [one["alert_id"] for one in result.variables["share_alerts"]] == (["SHARE-CAP-1"] if hit else [])


def test_a_line_of_the_budget(city: City) -> None:
    city.seed("capability", "CAP-2", name="政务云", provider="市数据局", summary="云", keywords=["服务器"], mandatory=True)
    result = city.run(check_sharing, {**DECLARED, "budget_lines": [{"name": "机架服务器"}]})
    assert result.variables["shared_capabilities"][0]["where"] == ["机架服务器"]


@pytest.mark.parametrize(("answers", "judged"), [
    ({}, "通过"), ({"deployment": "其他"}, "存疑"), ({"networks": ["电子政务外网", "专网"]}, "存疑"), ({"networks": ["互联网"]}, "通过"),
])
def test_cloud_and_network(city: City, answers: dict[str, Any], judged: str) -> None:
    result = city.run(check_sharing, {**DECLARED, **answers})
    assert verdict(result, "使用政务云和政务外网") == judged
    assert bool(result.variables["share_alerts"]) is (judged == "存疑")
