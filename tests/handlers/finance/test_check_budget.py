"""Lines, sources and years add up; cuts have reasons; the four grounds are judged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.finance.check_budget import GROUNDS, check_budget
from tests.handlers.city import City, found, verdict

GOOD: dict[str, Any] = {
    "budget_lines": [{"item": "软件", "amount": 240}, {"item": "设备", "amount": Decimal("80.50")}],
    "review_lines": [{"item": "软件", "approved": 200, "cut_reason": "单价偏高"}, {"item": "设备", "approved": Decimal("80.50")}],
    "review_total": Decimal("280.50"), "budget_plan_total": Decimal(320),
    "review_sources": [{"level": "市级", "source": "预算", "amount": 200}, {"level": "自筹", "source": "自筹", "amount": Decimal("80.50")}],
    "review_years": [{"year": 2027, "amount": Decimal("280.50")}],
    **dict.fromkeys(GROUNDS, "好"), "ground_reason": "目录和方案齐全。",
}


def test_all_is_right(city: City) -> None:
    result = city.run(check_budget, GOOD)
    assert (result.verdict, result.variables) == ("通过", {"budget_sums_right": True})
    assert verdict(result, "分级安排资金") == "不适用"


@pytest.mark.parametrize(("change", "item"), [
    ({"review_total": 281}, "明细合计等于审定金额"),
    ({"review_total": None}, "明细合计等于审定金额"),
    ({"review_lines": [{"item": "软件", "approved": Decimal("200.01"), "cut_reason": "x"}, {"item": "设备", "approved": Decimal("80.50")}]}, "明细合计等于审定金额"),
    ({"review_sources": [{"level": "市级", "amount": 280}]}, "资金来源合计等于审定金额"),
    ({"review_years": []}, "年度安排合计等于审定金额"),
    ({"review_lines": [{"item": "软件", "approved": 200}, {"item": "设备", "approved": Decimal("80.50")}]}, "核减理由"),
    ({"review_lines": [{"item": "软件", "approved": Decimal("280.50")}]}, "逐项审定"),
    ({"review_lines": [{"item": "软件", "approved": Decimal("200.50")}, {"item": "软件", "approved": 80}]}, "逐项审定"),
    ({"ground_crypto": None}, "四项依据"),
    ({"ground_reason": " "}, "四项依据"),
])
def test_what_is_wrong_is_named(city: City, change: dict[str, Any], item: str) -> None:
    result = city.run(check_budget, GOOD | change)
    assert verdict(result, item) == "不通过"
    assert result.variables["budget_sums_right"] is False


def test_a_raised_line_and_one_left_out_are_told_together(city: City) -> None:
    result = city.run(check_budget, GOOD | {"review_lines": [{"item": "软件", "approved": 281}]})
    assert found(result, "逐项审定").problem == "审定大于送审：软件；未审定：设备。"


@pytest.mark.parametrize(("planned", "judged"), [(Decimal("280.50"), "通过"), (Decimal("280.49"), "存疑"), (None, "不适用")])
def test_more_than_the_plan_holds_is_a_hint(city: City, planned: Decimal | None, judged: str) -> None:
    result = city.run(check_budget, GOOD | {"budget_plan_total": planned})
    assert verdict(result, "不超过年度计划总投资") == judged
    assert result.variables["budget_sums_right"] is True


@pytest.mark.parametrize(("level", "judged"), [("县区级", "通过"), ("自筹", "不通过")])
def test_a_project_across_levels_is_paid_by_both(city: City, level: str, judged: str) -> None:
    city.project(cross_level=True)
    sources = [{"level": "市级", "amount": 200}, {"level": level, "amount": Decimal("80.50")}]
    assert verdict(city.run(check_budget, GOOD | {"review_sources": sources}), "分级安排资金") == judged
