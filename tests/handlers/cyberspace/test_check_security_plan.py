"""H-CAC on a plan: classified, protected, in step, paid for, prepared."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cyberspace.check_security_plan import check_security_plan
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("数据分类分级", {}, "通过"), ("数据分类分级", {"data_classified": False}, "不通过"),
        ("重要数据和个人信息保护", {}, "不适用"), ("重要数据和个人信息保护", {"important_data": True}, "不通过"),
        ("重要数据和个人信息保护", {"personal_info_count": 5000, "data_protection": "加密、脱敏"}, "通过"),
        ("重要数据和个人信息保护", {"personal_info_count": None}, "存疑"),
        ("安全三同步", {}, "通过"), ("安全三同步", {"security_sync": ["同步规划", "同步建设"]}, "不通过"), ("安全三同步", {"security_sync": None}, "不通过"),
        ("安全投入", {}, "通过"), ("安全投入", {"security_budget": 0}, "不通过"), ("安全投入", {"security_budget": None}, "不通过"),
        ("网络安全事件应急预案", {"security_incident_plan": False}, "不通过"), ("供应链安全", {"supply_chain_clause": None}, "存疑"),
    ],
)
def test_the_security_of_a_plan(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_security_plan, {**PLAN, **changed}), item) == says
