"""Who accepted stays, who has a conflict stands aside for good, and rounds are counted."""

from __future__ import annotations

from typing import Any

from engine.handler import Result
from handlers.data_bureau.experts.record_replies import record_replies
from tests.handlers.city import City

PEOPLE = [{"expert_no": f"E{n}", "username": f"e{n}", "fields": ["数据", "密码"]} for n in range(1, 4)]
DRAW = {"project_no": "HA-2027-J-0036", "purpose": "入库", "seed": "s", "size": 3, "candidates": [], "excluded": [], "drawn": [], "drawn_on": "2027-01-20"}


def replied(city: City, *replies: str, **more: Any) -> Result:
    city.seed("expert_draw", "D1", **DRAW, status="已抽取")
    given = [{"expert": one, "reply": reply, "reason": None} for one, reply in zip(PEOPLE, replies, strict=True)]
    rule = {"size": 3, "data": 1, "security": 1, "cost": 0}
    return city.run(record_replies, {"expert_draw_key": "D1", "panel_rule": rule, "expert_replies": given, **more})


def test_all_accept(city: City) -> None:
    found = replied(city, "参加", "参加", "参加").variables
    assert (found["panel_formed"], found["panel_leader"], found["panel_rounds"]) == (True, "e1", 1)
    assert (city.row("expert_draw", "D1")["final"], city.row("expert_draw", "D1")["status"]) == (["E1", "E2", "E3"], "论证中")


def test_the_others_are_told_apart(city: City) -> None:
    found = replied(city, "参加", "需要回避", "逾期未回复", panel_rounds=2).variables
    assert (found["panel_formed"], found["rounds_over"]) == (False, True)
    assert [one["expert_no"] for one in found["declined_experts"]] == ["E2", "E3"]
    assert found["declared_conflicts"] == ["E2"]
    assert [one["reply"] for one in city.row("expert_draw", "D1")["declined"]] == ["需要回避", "逾期未回复"]
