"""The joint review must have passed, and no measure may be in force."""

from __future__ import annotations

import pytest

from handlers.development_reform.check_review import check_review
from tests.handlers.city import PROJECT_NO, City, verdict


def reviewed(city: City, conclusion: str | None = "通过", status: str = "已通过", round: int = 1) -> None:
    city.seed("review", f"{PROJECT_NO}-{round}", project_no=PROJECT_NO, round=round, method="会议评审", departments=[], conclusion=conclusion, status=status)


@pytest.mark.parametrize(("conclusion", "status", "judged"), [
    ("通过", "已通过", "通过"), ("修改后通过", "已通过", "通过"), ("修改后通过", "修改中", "不通过"), ("不通过", "未通过", "不通过"), (None, "评审中", "不通过"),
])
def test_the_joint_review_must_have_passed(city: City, conclusion: str | None, status: str, judged: str) -> None:
    reviewed(city, conclusion, status)
    result = city.run(check_review, {"admission_problems": []})
    assert verdict(result, "联合评审意见") == judged
    assert (city.row("project")["state"] == "立项审批") is (judged == "通过")


def test_the_latest_review_counts_and_none_is_none(city: City) -> None:
    assert verdict(city.run(check_review, {}), "联合评审意见") == "不通过"
    reviewed(city)
    reviewed(city, "不通过", "未通过", round=2)
    assert verdict(city.run(check_review, {}), "联合评审意见") == "不通过"


@pytest.mark.parametrize(("flag", "item"), [
    ("defer_investment", "暂缓安排投资计划"), ("ineligible", "不予安排资金的情形"), ("suspended", "项目暂停"),
])
def test_a_measure_in_force_stands_in_the_way(city: City, flag: str, item: str) -> None:
    reviewed(city)
    city.project(flags=[flag])
    result = city.run(check_review, {})
    assert [row["item"] for row in result.variables["admission_problems"]] == [item]
