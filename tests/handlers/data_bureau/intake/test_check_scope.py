"""Who applies, with what money, for what."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.intake.check_scope import check_scope
from tests.handlers.city import City, verdict

MONEY = [{"source": "自筹", "amount": 40}]


@pytest.mark.parametrize(("unit", "kind", "item", "judged"), [
    ("JT", "市直", "申报主体", "通过"), ("ZJ", "镇街", "申报主体", "不通过"), ("XX", None, "申报主体", "不通过"),
])
def test_the_applicant(city: City, unit: str, kind: str | None, item: str, judged: str) -> None:
    if kind:
        city.seed("unit", unit, name="单位", kind=kind)
    result = city.run(check_scope, {"unit_id": unit, "fund_sources": MONEY})
    assert verdict(result, item) == judged
    assert result.variables["applicant_level"] == kind


@pytest.mark.parametrize(("variables", "item", "judged"), [
    ({"fund_sources": MONEY}, "资金来源", "通过"), ({}, "资金来源", "不通过"), ({"fund_sources": []}, "资金来源", "不通过"),
    ({"project_name": "政务平台"}, "建设对象", "通过"), ({"project_summary": "大楼楼宇智能化改造"}, "建设对象", "存疑"),
])
def test_money_and_object(city: City, variables: dict[str, Any], item: str, judged: str) -> None:
    assert verdict(city.run(check_scope, {"unit_id": "JT", **variables}), item) == judged
