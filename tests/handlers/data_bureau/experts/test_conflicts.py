"""Each of the nine reasons alone, and nobody without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.data_bureau.experts.conflicts import REASONS, Matter, reasons

EXPERT = {"expert_no": "E1", "unit_id": "DX", "line_unit": "JYJ", "status": "在库", "term_until": "2027-01-20"}
MATTER = Matter(
    project_no="P1", unit_id="JT", offices={"JT", "JTZ"}, companies={"甲公司"}, declared=(), today=date(2027, 1, 20),
    panels={}, panels_for_unit={}, most_panels=12, most_for_unit=2,
)


@pytest.mark.parametrize(("expert", "matter", "code"), [
    ({"unit_id": "JT"}, {}, "C1"), ({"unit_id": "JTZ"}, {}, "C1"), ({"line_unit": "JTZ"}, {}, "C1"),
    ({"served_units": ["JT"]}, {}, "C2"), ({"companies": ["甲公司"]}, {}, "C3"), ({"prepared": ["P1"]}, {}, "C4"),
    ({"relatives": ["JT"]}, {}, "C5"), ({"relatives": ["甲公司"]}, {}, "C5"), ({"advises": ["JT"]}, {}, "C6"),
    ({}, {"declared": ["E1"]}, "C7"), ({}, {"panels": {"E1": 12}}, "C8"), ({}, {"panels_for_unit": {"E1": 2}}, "C8"),
    ({"status": "暂停"}, {}, "C9"), ({"term_until": "2027-01-19"}, {}, "C9"),
])
def test_one_reason(expert: dict[str, Any], matter: dict[str, Any], code: str) -> None:
    assert reasons(EXPERT | expert, replace(MATTER, **matter)) == [code]
    assert code in REASONS


@pytest.mark.parametrize(("expert", "matter"), [
    ({}, {}), ({"term_until": None}, {}), ({"companies": ["乙公司"], "served_units": ["RS"], "prepared": ["P2"]}, {}),
    ({}, {"panels": {"E1": 11}, "panels_for_unit": {"E1": 1}}), ({}, {"declared": ["E2"]}),
])
def test_no_reason(expert: dict[str, Any], matter: dict[str, Any]) -> None:
    assert reasons(EXPERT | expert, replace(MATTER, **matter)) == []


def test_all_reasons_are_told() -> None:
    assert reasons(EXPERT | {"unit_id": "JT", "status": "退出"}, MATTER) == ["C1", "C9"]
