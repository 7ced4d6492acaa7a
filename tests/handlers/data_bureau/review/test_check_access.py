"""H-ACCESS38: the first five conditions of article 38, looked at before anything is built."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_access import check_access
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("数据对接、归集和共享", {}, "通过"), ("数据对接、归集和共享", {"data_connection": False}, "不通过"),
        ("政务网络和政务云", {}, "通过"), ("政务网络和政务云", {"network": "专网"}, "不通过"),
        ("政务网络和政务云", {"deployment": "其他", "deployment_reason": "须在现场部署"}, "存疑"),
        ("统一移动门户", {}, "不适用"), ("统一移动门户", {"mobile": True}, "不通过"), ("统一移动门户", {"mobile": None}, "存疑"),
        ("统一移动门户", {"mobile": True, "platforms": ["统一移动门户"]}, "通过"),
        ("一网统管", {"needs_city_management": True}, "不通过"),
        ("一网统管", {"needs_city_management": True, "platforms": ["一网统管"]}, "通过"),
        ("统一业务平台", {}, "通过"), ("统一业务平台", {"system_kind": "政务服务"}, "不通过"),
        ("统一业务平台", {"system_kind": "公共服务", "platforms": ["一体化在线政务服务平台"]}, "通过"),
        ("统一业务平台", {"system_kind": "非涉密办公", "platforms": ["统一协同办公平台"]}, "通过"),
        ("统一业务平台", {"system_kind": "其他"}, "不适用"), ("统一业务平台", {"system_kind": None}, "存疑"),
    ],
)
def test_access(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_access, {**PLAN, **changed}), item) == says
