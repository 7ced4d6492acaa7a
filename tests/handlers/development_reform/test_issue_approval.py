"""A stage is approved with its total."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.errors import Invalid
from handlers.development_reform.issue_approval import issue_approval
from tests.handlers.city import PROJECT_NO, City

STUDY = {"stage": "可行性研究报告", "depth": "", "has_budget": False, "position": "首个"}
DESIGN = STUDY | {"stage": "初步设计", "has_budget": True}
PAPERS: dict[str, Any] = {
    "stage": DESIGN, "stage_estimate": Decimal(300), "budget_approved": Decimal(318), "build_period": "12个月", "platform_code": "2703",
    "approval_content": [{"item": "平台", "scale": "1套"}],
}

@pytest.mark.parametrize(("stage", "total", "budget"), [(DESIGN, 318, 318), (STUDY, 300, None)])
def test_the_budget_is_approved_where_the_stage_carries_one(city: City, stage: dict[str, Any], total: int, budget: int | None) -> None:
    result = city.run(issue_approval, PAPERS | {"stage": stage})
    row = city.row("approval", f"{PROJECT_NO}-A-1")
    assert (row["total"], row["budget"], row["estimate"], row["decision"]) == (total, budget, 300, "批准")
    assert (row["approved_on"], row["valid_until"]) == ("2027-01-20", "2029-01-20")
    assert row["document_no"] == "文〔2027〕1号"
    assert result.variables == {"approval_key": f"{PROJECT_NO}-A-1", "approved_total": total}


def test_each_decision_has_a_key_of_its_own(city: City) -> None:
    keys = [city.run(issue_approval, PAPERS).variables["approval_key"] for _ in range(2)]
    assert keys == [f"{PROJECT_NO}-A-1", f"{PROJECT_NO}-A-2"]


def test_no_total_is_no_approval(city: City) -> None:
    with pytest.raises(Invalid, match=r"approval\.no_total"):
        issue_approval(city.job("x", PAPERS | {"budget_approved": None}))
