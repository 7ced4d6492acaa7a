"""H-MLPS on a plan: a level with its ground, filing and test planned."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.public_security.check_planned_level import check_planned_level
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("网络安全等级保护定级", {}, "通过"), ("网络安全等级保护定级", {"mlps_level": 6}, "不通过"), ("网络安全等级保护定级", {"mlps_level": None}, "不通过"),
        ("网络安全等级保护定级", {"mlps_level": 2}, "存疑"), ("网络安全等级保护定级", {"mlps_basis": ""}, "存疑"),
        ("等级保护备案证明", {}, "通过"), ("等级保护备案证明", {"mlps_filing_planned": False}, "不通过"),
        ("等级保护备案证明", {"mlps_level": 1}, "不适用"),
        ("等级测评报告", {}, "通过"), ("等级测评报告", {"mlps_test_budget": 0}, "不通过"), ("等级测评报告", {"mlps_level": 2}, "不适用"),
    ],
)
def test_the_level_of_a_plan(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_planned_level, {**PLAN, **changed}), item) == says


@pytest.mark.parametrize(("level", "clear"), [(3, True), (2, False), (None, False)])
def test_whether_something_is_left_to_judge(city: City, level: int | None, clear: bool) -> None:
    assert city.run(check_planned_level, {**PLAN, "mlps_level": level}).variables == {"protection_clear": clear}
