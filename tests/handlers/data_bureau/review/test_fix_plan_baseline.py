"""The plan that passed becomes the next version of the baseline."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.review.check_plan_parts import digest
from handlers.data_bureau.review.fix_plan_baseline import fix_plan_baseline
from tests.handlers.city import PROJECT_NO, City
from tests.handlers.plan import PLAN


def reviewed(city: City, conclusion: str | None) -> None:
    """A first round with this conclusion and its plan."""
    city.seed(
        "review", f"{PROJECT_NO}-R-1", project_no=PROJECT_NO, round=1, method="书面会签", departments=[], status="评审中",
        conclusion=conclusion, document_no="淮数联审〔2027〕1号",
    )
    city.seed("declaration", f"{PROJECT_NO}-F-1", project_no=PROJECT_NO, kind="建设方案", round=1, submitted_on="2027-01-04", content={})


@pytest.mark.parametrize("conclusion", ["通过", "修改后通过"])
def test_the_plan_is_held_fixed(city: City, conclusion: str) -> None:
    reviewed(city, conclusion)
    assert city.run(fix_plan_baseline, PLAN).variables["baseline_digest"] == digest(PLAN)
    row, project = city.row("baseline", f"{PROJECT_NO}-B-1"), city.row("project")
    assert (row["source"], row["total"], row["digest"], row["supersedes"]) == ("建设方案", 150, digest(PLAN), None)
    assert (row["content"], row["period"]) == (["信号协调控制平台"], "9个月")
    assert (project["state"], project["review_conclusion"], project["review_no"]) == ("评审通过", conclusion, "淮数联审〔2027〕1号")
    assert city.row("review", f"{PROJECT_NO}-R-1")["status"] == "已通过"


def test_it_supersedes_the_one_before(city: City) -> None:
    reviewed(city, "通过")
    city.seed("baseline", "B-3", project_no=PROJECT_NO, version=3, source="变更", digest="0", effective_on="2027-01-01")
    city.run(fix_plan_baseline, PLAN)
    assert city.row("baseline", f"{PROJECT_NO}-B-4")["supersedes"] == "B-3"


@pytest.mark.parametrize("conclusion", [None, "不通过"])
def test_nothing_else_is_held_fixed(city: City, conclusion: str | None) -> None:
    reviewed(city, conclusion)
    with pytest.raises(Invalid, match=r"review\.not_passed"):
        fix_plan_baseline(city.job("x", PLAN))
