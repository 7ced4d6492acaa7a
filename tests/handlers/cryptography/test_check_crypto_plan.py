"""H-CRYPTOPLAN on a plan: applies, assessed, national algorithms, certified products, paid for."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cryptography.check_crypto_plan import check_crypto_plan
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("密码应用是否适用", {}, "通过"), ("密码应用是否适用", {"crypto_applicable": None}, "存疑"),
        ("密码应用是否适用", {"crypto_applicable": False}, "不通过"), ("密码应用是否适用", {"crypto_applicable": False, "mlps_level": 1}, "存疑"),
        ("密码应用方案评估", {}, "通过"), ("密码应用方案评估", {"crypto_plan_result": "未通过"}, "不通过"),
        ("密码应用方案评估", {"crypto_plan_result": "未评估"}, "不通过"), ("密码应用方案评估", {"crypto_plan_assessor": " "}, "不通过"),
        ("密码算法", {}, "通过"), ("密码算法", {"crypto_algorithms": ["SM2", "其他"]}, "存疑"), ("密码算法", {"crypto_algorithms": ["其他"]}, "不通过"),
        ("密码产品", {}, "通过"), ("密码产品", {"crypto_products": [{"name": "加密机"}]}, "存疑"), ("密码产品", {"crypto_products": []}, "不通过"),
        ("密码应用和密评投入", {}, "通过"), ("密码应用和密评投入", {"crypto_budget": 0}, "不通过"),
    ],
)
def test_the_cryptography_of_a_plan(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_crypto_plan, {**PLAN, **changed}), item) == says


def test_the_administration_can_waive_it(city: City) -> None:
    city.project(crypto_not_applicable_by_sca=True)
    assert city.run(check_crypto_plan, {**PLAN, "crypto_applicable": False}).verdict == "不适用"
