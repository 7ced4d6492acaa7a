"""H-MLPS: filed from level two on, tested within a year from level three on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.public_security.check_protection_level import check_protection_level
from tests.handlers.city import PARAMETERS, REPORT, City, verdict

LEVEL, FILING, TEST = "网络安全等级保护定级", "等级保护备案证明", "等级测评报告"


@pytest.mark.parametrize(
    ("registered", "change", "item", "says"),
    [
        (3, {}, TEST, "通过"),
        (3, {"mlps_level": 2}, LEVEL, "不通过"),
        (2, {"mlps_level": 3}, TEST, "通过"),
        (None, {"mlps_level": None}, LEVEL, "不通过"),
        (None, {"mlps_level": 6}, LEVEL, "不通过"),
        (None, {"mlps_level": True}, LEVEL, "不通过"),
        (None, {"mlps_level": 1, "mlps_filing_no": ""}, FILING, "不适用"),
        (None, {"mlps_level": 2, "mlps_filing_no": ""}, FILING, "不通过"),
        (None, {"mlps_level": 2, "mlps_filing_no": "已备案"}, FILING, "存疑"),
        (None, {"mlps_level": 2, "mlps_filing_no": "3208001234567-26001"}, FILING, "通过"),
        (None, {"mlps_level": 2, "mlps_tested_on": None}, TEST, "不适用"),
        (3, {"mlps_tested_on": None}, TEST, "不通过"),
        (3, {"mlps_test_report_no": ""}, TEST, "不通过"),
        (3, {"mlps_tested_on": "2026-01-20"}, TEST, "通过"),
        (3, {"mlps_tested_on": "2026-01-19"}, TEST, "不通过"),
        (3, {"mlps_tested_on": "2027-01-21"}, TEST, "存疑"),
        (3, {"mlps_test_conclusion": "不符合"}, TEST, "不通过"),
        (3, {"mlps_test_conclusion": "基本符合"}, TEST, "通过"),
    ],
)
def test_protection(city: City, registered: int | None, change: dict[str, Any], item: str, says: str) -> None:
    city.project(mlps_level=registered)
    assert verdict(city.run(check_protection_level, {**REPORT, **change}), item) == says


def test_the_months_are_a_parameter(city: City) -> None:
    job = city.job("x", {**REPORT, "mlps_tested_on": "2025-02-01"})
    generous = replace(job, parameters={**PARAMETERS, "P_mlps_months": 24})
    assert check_protection_level(job).verdict == "不通过"
    assert check_protection_level(generous).verdict == "通过"
