"""H-DATA-TECH: architecture, functions, indicators that can be measured, shared platforms."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_design import check_design
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("总体架构", {}, "通过"), ("总体架构", {"plan_architecture": "三层"}, "不通过"),
        ("建设内容有功能点", {}, "通过"), ("建设内容有功能点", {"plan_contents": [{"item": "平台"}]}, "存疑"),
        ("建设内容有功能点", {"plan_contents": []}, "不通过"),
        ("绩效指标可量化", {}, "通过"), ("绩效指标可量化", {"kpis": [{"name": "满意度", "target": "九成以上"}]}, "通过"),
        ("绩效指标可量化", {"kpis": [{"name": "满意度", "target": "显著提升"}]}, "不通过"), ("绩效指标可量化", {"kpis": None}, "不通过"),
        ("共用平台复用", {}, "通过"), ("共用平台复用", {"shared_platforms": []}, "不通过"),
    ],
)
def test_the_design(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_design, {**PLAN, **changed}), item) == says


def test_reuse_is_only_a_hint(city: City) -> None:
    assert city.run(check_design, {**PLAN, "shared_platforms": []}).verdict == "通过"
