"""Without the plan, the joint review or with a measure in force nothing is taken up; what is missing is told."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.admission import check_plan, check_review, refuse_application
from tests.handlers.city import PROJECT_NO, City, verdict


def planned(city: City, status: str = "已下达") -> None:
    city.seed("plan_item", "P-1", plan_key="2027", year=2027, project_no=PROJECT_NO, kind="建设", total=350, year_amount=350, status=status)


def reviewed(city: City, conclusion: str | None = "通过", status: str = "已通过", round: int = 1) -> None:
    city.seed("review", f"{PROJECT_NO}-{round}", project_no=PROJECT_NO, round=round, method="会议评审", departments=[], conclusion=conclusion, status=status)


def test_a_planned_project_may_be_approved(city: City) -> None:
    planned(city)
    city.project(estimate=320, **{"class": "建设"})
    assert city.run(check_plan, {}).variables == {"in_plan": True, "green_ground": None, "amount": 320, "admission_problems": []}


def test_without_an_estimate_the_total_of_the_plan_counts(city: City) -> None:
    planned(city)
    city.project(**{"class": "购买服务"})
    assert city.run(check_plan, {}).variables["amount"] == 350


@pytest.mark.parametrize(("fields", "problems"), [
    ({"estimate": 320}, ["列入年度计划或绿色通道"]),
    ({"estimate": 320, "green_no": "L-1", "green_ground": "突发"}, []),
    ({}, ["列入年度计划或绿色通道", "总投资"]),
    ({"estimate": 320, "class": None}, ["列入年度计划或绿色通道", "项目类别"]),
    ({"estimate": 320, "class": "运维", "green_no": "L-1", "green_ground": "重要"}, ["项目类别"]),
    ({"estimate": 0, "green_no": "L-1", "green_ground": "重要"}, ["总投资"]),
])
def test_what_is_not_planned_needs_the_green_way(city: City, fields: dict[str, Any], problems: list[str]) -> None:
    city.project(**{"class": "建设"} | fields)
    found = city.run(check_plan, {}).variables["admission_problems"]
    assert [row["item"] for row in found] == problems
    assert all(row["clauses"] and row["suggestion"] for row in found)


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


def test_what_the_plan_lacked_is_told_together_with_the_rest(city: City) -> None:
    before = {"item": "总投资", "problem": "没有登记。", "suggestion": "请登记。", "clauses": ["14"]}
    told = city.run(check_review, {"admission_problems": [before]}).variables["admission_problems"]
    assert [row["item"] for row in told] == ["总投资", "联合评审意见"]
    (letter,) = city.run(refuse_application, {"admission_problems": told}).documents
    assert (letter.kind, letter.organ, letter.data["problems"]) == ("D-12-4", "DRC", told)
