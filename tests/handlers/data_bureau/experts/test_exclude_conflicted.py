"""Candidates are those of the register who need not stand aside and did not decline."""

from __future__ import annotations

from handlers.data_bureau.experts.exclude_conflicted import exclude_conflicted
from tests.handlers.city import City

ASKED = {"unit_id": "JT"}


def expert(city: City, no: str, unit: str = "DX", **more: object) -> None:
    city.seed("expert", no, name=no, username=no, unit_id=unit, title="教授", fields=["数据"], status="在库", **more)


def candidates(city: City, **answers: object) -> list[str]:
    return [one["expert_no"] for one in city.run(exclude_conflicted, ASKED | answers).variables["expert_candidates"]]


def test_who_stands_aside_is_told_with_the_reason(city: City) -> None:
    expert(city, "E1")
    expert(city, "E2", unit="JT")
    result = city.run(exclude_conflicted, ASKED)
    assert result.variables["expert_candidates"] == [{"expert_no": "E1", "username": "E1", "fields": ["数据"]}]
    assert result.variables["expert_excluded"] == [{"expert_no": "E2", "reasons": ["C1"]}]


def test_who_declined_is_not_asked_again(city: City) -> None:
    expert(city, "E1")
    expert(city, "E2")
    assert candidates(city, declined_experts=[{"expert_no": "E1"}]) == ["E2"]


def test_borrowed_experts_enter_the_register_and_are_judged_too(city: City) -> None:
    borrowed = {"name": "甲", "title": "教授", "fields": ["密码"], "username": "w"}
    rows = [{**borrowed, "expert_no": "W1", "unit_id": "外市大学"}, {**borrowed, "expert_no": "W2", "unit_id": "JT"}]
    assert candidates(city, borrowed_experts=rows) == ["W1"]
    assert city.row("expert", "W1")["status"] == "在库"


def test_panels_of_the_last_twelve_months_count_for_the_applicant(city: City) -> None:
    expert(city, "E1")
    panel = {"project_no": "HA-2027-J-0036", "purpose": "入库", "seed": "s", "size": 3, "candidates": [], "excluded": [], "drawn": []}
    city.seed("expert_draw", "D1", **panel, final=["E1"], drawn_on="2026-01-20", status="论证完成")
    city.seed("expert_draw", "D2", **panel, final=["E1"], drawn_on="2026-01-19", status="论证完成")
    city.seed("expert_draw", "D3", **panel, final=["E1"], drawn_on="2026-12-01", status="作废")
    assert candidates(city) == ["E1"]
    city.seed("expert_draw", "D4", **panel, final=["E1"], drawn_on="2026-12-01", status="论证完成")
    assert candidates(city) == []
