"""In the plan or by the green way; with a class and an amount."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.check_plan import check_plan
from tests.handlers.city import PROJECT_NO, City


def planned(city: City, status: str = "已下达") -> None:
    city.seed("plan_item", "P-1", plan_key="2027", year=2027, project_no=PROJECT_NO, kind="建设", total=350, year_amount=350, status=status)


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
