"""Votes decide, dissent is kept, and an opinion with somebody who should have stood aside is void."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from engine.errors import Invalid
from handlers.data_bureau.experts.conclude_panel import conclude_panel
from tests.handlers.city import City

DRAW = {"project_no": "HA-2027-J-0036", "purpose": "入库", "seed": "s", "size": 3, "candidates": [], "excluded": [], "drawn": [], "drawn_on": "2027-01-20"}
Y, C, N = "通过", "修改后通过", "不通过"


@pytest.fixture
def drawn(city: City) -> City:
    city.seed("expert_draw", "D1", **DRAW, status="论证中")
    return city


def answers(votes: Sequence[str], **more: Any) -> dict[str, Any]:
    return {
        "expert_draw_key": "D1", "purpose": "入库", "expert_opinions": [{"conclusion": vote} for vote in votes],
        "expert_marks": [{"expert_no": "E1", "quality": 4}], "panel_opinion": "可行。", "panel_dissent": "一人不同意。", **more,
    }


@pytest.mark.parametrize(("votes", "conclusion"), [
    ((Y, Y, Y), Y), ((Y, Y, N), Y), ((N, N, Y), N), ((Y, C, N), C), ((C, C, N), C), ((Y, Y, N, N), C), ((Y, N, N), N),
])
def test_more_than_half_decides(drawn: City, votes: Sequence[str], conclusion: str) -> None:
    result = drawn.run(conclude_panel, answers(votes))
    assert result.variables["expert_conclusion"] == conclusion
    row = drawn.row("expert_draw", "D1")
    assert (row["conclusion"], row["status"], row["marks"][0]["quality"]) == (conclusion, "论证完成", 4)
    assert result.documents[0].data["dissent"] == "一人不同意。"


def test_a_conflict_found_makes_it_void(drawn: City) -> None:
    marks = [{"expert_no": "E1", "undeclared_conflict": True}]
    result = drawn.run(conclude_panel, answers((Y, Y, Y), expert_marks=marks, declared_conflicts=["E7"], panel_rounds=2))
    assert (result.variables["panel_void"], result.variables["expert_conclusion"]) == (True, None)
    assert (result.variables["declared_conflicts"], result.variables["panel_rounds"]) == (["E7", "E1"], 0)
    assert drawn.row("expert_draw", "D1")["status"] == "作废"
    assert not result.documents


@pytest.mark.parametrize("votes", [(), ("同意",), (Y, "")])
def test_votes_that_are_none(drawn: City, votes: Sequence[str]) -> None:
    with pytest.raises(Invalid, match=r"panel\.no_conclusion"):
        conclude_panel(drawn.job("x", answers(votes)))
