"""A stage is approved, refused with reasons, or extended once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.errors import Invalid
from handlers.development_reform.decide import extend_approval, issue_approval, refuse_approval, withdraw_application
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


def test_a_refusal_tells_its_reasons(city: City) -> None:
    result = city.run(refuse_approval, PAPERS | {"approval_reason": "与已有数据中心重复。"})
    row = city.row("approval", f"{PROJECT_NO}-A-1")
    assert (row["decision"], row["reason"], city.row("project")["state"]) == ("不予批准", "与已有数据中心重复。", "不予批准")
    assert [(one.kind, one.data["reason"]) for one in result.documents] == [("D-12-2", "与已有数据中心重复。")]


def test_an_extension_is_told_once(city: City) -> None:
    result = city.run(extend_approval, PAPERS | {"approval_reason": "需要现场核实。", "approval_extended": False})
    assert result.variables == {"approval_extended": True}
    assert [(one.kind, one.data["days"]) for one in result.documents] == [("D-12-3", 10)]
    with pytest.raises(Invalid, match=r"approval\.extended_before"):
        extend_approval(city.job("x", PAPERS | {"approval_reason": "再延长。", "approval_extended": True}))


@pytest.mark.parametrize("check", [refuse_approval, extend_approval])
def test_no_reason_is_no_decision(city: City, check: Any) -> None:
    with pytest.raises(Invalid, match=r"approval\.no_reason"):
        check(city.job("x", PAPERS | {"approval_reason": " "}))


def test_who_withdraws_may_apply_again(city: City) -> None:
    city.project(state="立项审批")
    assert city.run(withdraw_application, {}).variables == {"approval_result": "撤回"}
    assert city.row("project")["state"] == "评审通过"
