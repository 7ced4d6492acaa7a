"""A round that ends without a pass is closed, as far as it had begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import Invalid
from engine.handler import Result
from handlers.data_bureau.review.close_review import close_review
from tests.handlers.city import PROJECT_NO, City


def closed(city: City, outcome: str) -> Result:
    """The check run for that outcome."""
    return city.run(lambda job: close_review(replace(job, headers={"outcome": outcome})), {})


@pytest.mark.parametrize(
    ("outcome", "status", "state"), [("不通过", "未通过", "评审不通过"), ("退回", "撤回", "方案编制"), ("撤回", "撤回", "方案编制"), ("终止", "撤回", "建成")],
)
def test_the_round_is_closed(city: City, outcome: str, status: str, state: str) -> None:
    city.seed("review", f"{PROJECT_NO}-R-1", project_no=PROJECT_NO, round=1, method="书面会签", departments=[], status="评审中")
    city.seed("declaration", f"{PROJECT_NO}-F-1", project_no=PROJECT_NO, kind="建设方案", round=1, submitted_on="2027-01-04", content={})
    closed(city, outcome)
    assert city.row("review", f"{PROJECT_NO}-R-1")["status"] == status
    assert city.row("declaration", f"{PROJECT_NO}-F-1")["result"] == outcome
    assert city.row("project")["state"] == state
    assert city.row("project")["review_conclusion"] == ("不通过" if outcome == "不通过" else None)


def test_before_a_round_there_is_nothing_to_close_but_the_state(city: City) -> None:
    assert [change.register for change in closed(city, "撤回").records] == ["project"]


def test_another_outcome_is_refused(city: City) -> None:
    with pytest.raises(Invalid, match=r"review\.outcome"):
        closed(city, "通过")
