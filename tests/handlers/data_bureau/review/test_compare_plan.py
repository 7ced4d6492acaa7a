"""H-PLANDIFF: the total, the lines, the content and the steps against the annual plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.data_bureau.review.compare_plan import compare_plan
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN

CONTENT = {"item": "平台", "functions": "配时"}
STEP = {"name": "初验", "due_on": "2027-09-30", "weight": 100}


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("总投资与计划", {}, "通过"), ("总投资与计划", {"plan_total": 165}, "存疑"),
        ("总投资与计划", {"plan_total": Decimal("165.01")}, "不通过"), ("总投资与计划", {"plan_total": 140}, "通过"),
        ("总投资与计划", {"amount": None}, "存疑"), ("总投资与计划", {"amount": 0}, "存疑"),
        ("概算明细合计", {}, "通过"), ("概算明细合计", {"budget_lines": []}, "不通过"), ("概算明细合计", {"plan_total": None}, "不通过"),
        ("建设内容与计划", {}, "通过"), ("建设内容与计划", {"plan_contents": [{**CONTENT, "declared": "新增"}]}, "不通过"),
        ("建设内容与计划", {"plan_contents": [{**CONTENT, "declared": "新增", "reason": "应公安要求"}]}, "存疑"),
        ("进度里程碑", {}, "通过"), ("进度里程碑", {"milestones": [{**STEP, "weight": 90}]}, "不通过"),
        ("进度里程碑", {"milestones": [{**STEP, "due_on": "待定"}]}, "不通过"),
        ("进度里程碑", {"milestones": [{**STEP, "weight": 50}, {**STEP, "weight": 50, "due_on": "2027-05-01"}]}, "存疑"),
    ],
)
def test_the_plan_is_compared(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(compare_plan, {**PLAN, **changed}), item) == says
