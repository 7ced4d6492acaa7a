"""What was approved is kept, told, and stands with the project."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.errors import Invalid
from handlers.finance.issue_budget_review import issue_budget_review
from tests.handlers.city import PROJECT_NO, City

SETTLED = {
    "budget_lines": [{"item": "软件", "amount": 240}, {"item": "设备", "amount": 80}], "review_total": Decimal(300), "budget_round": 2,
    "review_lines": [{"item": "软件", "approved": 220, "cut_reason": "单价偏高"}, {"item": "设备", "approved": 80}],
    "review_sources": [{"level": "市级", "source": "预算", "amount": 300}], "review_years": [{"year": 2027, "amount": 300}],
}


def test_the_review_is_kept_under_its_round(city: City) -> None:
    result = city.run(issue_budget_review, SETTLED)
    row = city.row("budget_review", f"{PROJECT_NO}-2")
    assert (row["submitted"], row["approved"], row["approved_on"], row["document_no"]) == (320, 300, "2027-01-20", "文〔2027〕1号")
    assert row["lines"][0]["cut_reason"] == "单价偏高"
    assert city.row("project")["budget"] == 300
    assert result.variables == {"budget_approved": 300, "budget_result": "已审定"}
    assert [(one.kind, one.organ) for one in result.documents] == [("D-12-5", "FIN")]


def test_nothing_approved_is_no_opinion(city: City) -> None:
    with pytest.raises(Invalid, match=r"budget\.no_total"):
        issue_budget_review(city.job("x", SETTLED | {"review_total": None}))
