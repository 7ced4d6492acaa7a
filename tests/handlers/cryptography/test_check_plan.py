"""H-CRYPTOPLAN: 不符合 blocks, 基本符合 passes with repair, 不适用 needs the Cryptography Administration's decision."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cryptography.check_plan import check_plan
from tests.handlers.city import REPORT, City, found, verdict

CASES: list[tuple[str, dict[str, Any], bool, str, str]] = [
    ("conforms", {}, False, "合格", "通过"),
    ("mostly conforms", {"crypto_conclusion": "基本符合", "crypto_score": 60}, False, "合格", "通过"),
    ("does not conform", {"crypto_conclusion": "不符合"}, False, "不合格", "不通过"),
    ("does not conform, out of date", {"crypto_conclusion": "不符合", "crypto_valid_until": "2026-01-01"}, False, "不合格", "不通过"),
    ("score contradicts", {"crypto_score": 59}, False, "不合格", "存疑"),
    ("no score", {"crypto_score": None}, False, "合格", "通过"),
    ("no conclusion", {"crypto_conclusion": None}, False, "缺失", "不通过"),
    ("strange conclusion", {"crypto_conclusion": "优秀"}, False, "缺失", "不通过"),
    ("no date", {"crypto_assessed_on": ""}, False, "缺失", "不通过"),
    ("date in the future", {"crypto_assessed_on": "2027-01-21"}, False, "缺失", "不通过"),
    ("no date at all", {"crypto_assessed_on": "去年"}, False, "缺失", "不通过"),
    ("last day of a year", {"crypto_assessed_on": "2026-01-20"}, False, "合格", "通过"),
    ("a day over a year", {"crypto_assessed_on": "2026-01-19"}, False, "过期", "不通过"),
    ("stated validity ended", {"crypto_valid_until": "2027-01-19"}, False, "过期", "不通过"),
    ("stated validity is longer", {"crypto_assessed_on": "2025-06-01", "crypto_valid_until": "2027-06-01"}, False, "合格", "通过"),
    ("claimed inapplicable", {"crypto_applicable": False}, False, "不适用未认定", "不通过"),
    ("waived, low level", {"crypto_applicable": False, "mlps_level": 2}, True, "不适用", "不适用"),
    ("waived, high level", {"crypto_applicable": False}, True, "不适用", "存疑"),
    ("waived but done", {}, True, "合格", "通过"),
    ("not answered", {"crypto_applicable": None, "crypto_conclusion": None}, True, "缺失", "不通过"),
]


@pytest.mark.parametrize(("change", "waived", "status", "says"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_conclusion(city: City, change: dict[str, Any], waived: bool, status: str, says: str) -> None:
    city.project(crypto_not_applicable_by_sca=waived)
    result = city.run(check_plan, {**REPORT, **change})
    assert result.variables["crypto_status"] == status
    assert verdict(result, "密码应用安全性评估结论") == says


def test_mostly_conforming_asks_for_repair_without_blocking(city: City) -> None:
    result = city.run(check_plan, {**REPORT, "crypto_conclusion": "基本符合"})
    assert found(result, "密码应用整改").severity == "提示"
    assert result.verdict == "通过"


def test_an_unnamed_report_is_in_doubt(city: City) -> None:
    result = city.run(check_plan, {**REPORT, "crypto_organisation": " "})
    assert found(result, "密码应用安全性评估报告").problem == "未填写评估机构。"
    assert result.verdict == "存疑"


def test_an_unknown_project_has_no_waiver(city: City) -> None:
    result = city.run(check_plan, {**REPORT, "crypto_applicable": False}, key="HA-2027-J-9999")
    assert result.variables["crypto_status"] == "不适用未认定"
