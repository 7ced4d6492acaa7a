"""A draw is kept with all that is needed to repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from handlers.data_bureau.experts.draw_experts import draw_experts
from handlers.data_bureau.experts.drawing import redraw
from tests.handlers.city import PROJECT_NO, City, verdict

RULE = {"size": 3, "data": 1, "security": 1, "cost": 0}
POOL = [{"expert_no": f"E{n}", "username": f"e{n}", "fields": [f]} for n, f in enumerate(["数据", "密码", "软件", "软件", "数据"], 1)]
ASKED: Mapping[str, Any] = {"purpose": "联合评审", "panel_rule": RULE, "expert_candidates": POOL, "expert_excluded": [{"expert_no": "E9", "reasons": ["C1"]}]}
KEY = f"{PROJECT_NO}-联合评审-1"


def test_the_row_draws_again_what_was_drawn(city: City) -> None:
    result = city.run(draw_experts, ASKED)
    row = city.row("expert_draw", KEY)
    assert redraw(row) == row["drawn"] == [one["expert_no"] for one in result.variables["invited_experts"]]
    assert (row["size"], len(row["candidates"]), row["excluded"][0]["reasons"], row["status"]) == (3, 5, ["C1"], "已抽取")
    assert [one.kind for one in result.documents] == ["D-09-5"]


def test_a_replacement_is_a_draw_of_its_own_beside_those_who_accepted(city: City) -> None:
    city.run(draw_experts, ASKED)
    result = city.run(draw_experts, {**ASKED, "accepted_experts": POOL[:2]})
    row = city.row("expert_draw", f"{PROJECT_NO}-联合评审-2")
    assert len(result.variables["invited_experts"]) == 1
    assert redraw(row) == row["drawn"]


@pytest.mark.parametrize(("change", "enough"), [
    ({}, True),
    ({"expert_candidates": POOL[:2]}, False),
    ({"expert_candidates": POOL[2:]}, False),
    ({"expert_candidates": POOL[2:], "relax_fields": True}, True),
    ({"fields_needed": ["档案"]}, False),
    ({"fields_needed": ["软件"]}, True),
    ({"directed_experts": [{"expert_no": "E1"}]}, False),
])
def test_too_few_people_or_fields(city: City, change: dict[str, Any], enough: bool) -> None:
    result = city.run(draw_experts, {**ASKED, **change})
    assert result.variables["draw_enough"] is enough
    assert (verdict(result, "专家抽取") == "通过") is enough
    assert city.row("expert_draw", KEY)["status"] == ("已抽取" if enough else "不足")
    assert bool(result.documents) is enough


def test_a_direct_invitation_says_why(city: City) -> None:
    directed = {"accepted_experts": POOL[:2], "directed_experts": [{"expert_no": "E4"}], "directed_reason": "三轮不足。"}
    city.run(draw_experts, {**ASKED, **directed})
    row = city.row("expert_draw", KEY)
    assert (row["drawn"], row["directed_reason"]) == (["E4"], "三轮不足。")
