"""A refusal has reasons."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.development_reform.refuse_approval import refuse_approval
from tests.handlers.city import PROJECT_NO, City

STUDY = {"stage": "可行性研究报告", "depth": "", "has_budget": False, "position": "首个"}

def test_a_refusal_tells_its_reasons(city: City) -> None:
    result = city.run(refuse_approval, {"stage": STUDY} | {"approval_reason": "与已有数据中心重复。"})
    row = city.row("approval", f"{PROJECT_NO}-A-1")
    assert (row["decision"], row["reason"], city.row("project")["state"]) == ("不予批准", "与已有数据中心重复。", "不予批准")
    assert [(one.kind, one.data["reason"]) for one in result.documents] == [("D-12-2", "与已有数据中心重复。")]


def test_no_reason_is_no_decision(city: City) -> None:
    with pytest.raises(Invalid, match=r"approval\.no_reason"):
        refuse_approval(city.job("x", {"stage": STUDY, "approval_reason": " "}))
