"""Across levels: the shares agree with the sources, and the joining is described."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_across import check_across
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN

SHARE = {"county": "清江浦区", "amount": 60, "integration": "接入区级路口设备，统一配时。"}
SOURCES = [{"level": "市", "amount": 90}, {"level": "县区", "amount": 60}]
ACROSS = {**PLAN, "plan_cross_level": True, "county_shares": [SHARE], "plan_sources": SOURCES}


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("分级安排资金", {}, "通过"), ("分级安排资金", {"county_shares": [{**SHARE, "amount": 61}]}, "不通过"),
        ("分级安排资金", {"plan_sources": [{"level": "市", "amount": 150}]}, "不通过"),
        ("与县区项目衔接", {}, "通过"), ("与县区项目衔接", {"county_shares": [{**SHARE, "integration": "接入"}]}, "不通过"),
        ("与县区项目衔接", {"county_shares": None}, "不通过"), ("与县区项目衔接", {"plan_cross_level": False}, "不适用"),
    ],
)
def test_across_levels(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_across, {**ACROSS, **changed}), item) == says


@pytest.mark.parametrize(("changed", "complete"), [({}, True), ({"county_shares": []}, False), ({"plan_cross_level": None, "county_shares": []}, True)])
def test_whether_the_plan_may_go_on(city: City, changed: dict[str, Any], complete: bool) -> None:
    assert city.run(check_across, {**ACROSS, **changed}).variables == {"across_complete": complete}
