"""The time is extended once, with reasons."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.development_reform.extend_approval import extend_approval
from tests.handlers.city import City

STUDY = {"stage": "可行性研究报告", "depth": "", "has_budget": False, "position": "首个"}

def test_an_extension_is_told_once(city: City) -> None:
    result = city.run(extend_approval, {"stage": STUDY} | {"approval_reason": "需要现场核实。", "approval_extended": False})
    assert result.variables == {"approval_extended": True}
    assert [(one.kind, one.data["days"]) for one in result.documents] == [("D-12-3", 10)]
    with pytest.raises(Invalid, match=r"approval\.extended_before"):
        extend_approval(city.job("x", {"stage": STUDY} | {"approval_reason": "再延长。", "approval_extended": True}))


def test_no_reason_is_no_decision(city: City) -> None:
    with pytest.raises(Invalid, match=r"approval\.no_reason"):
        extend_approval(city.job("x", {"stage": STUDY, "approval_reason": " "}))
