"""Only what is planned gets money."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.finance.check_plan_money import check_plan_money
from tests.handlers.city import PROJECT_NO, City, verdict

LINES = {"budget_lines": [{"item": "软件", "amount": 320}]}


def planned(city: City, status: str = "已下达", year: int = 2027, total: int = 320) -> None:
    city.seed("plan_item", f"{year}-1", plan_key=str(year), year=year, project_no=PROJECT_NO, kind="建设", total=total, year_amount=total, status=status)


@pytest.mark.parametrize(("status", "funded"), [("已下达", True), ("增补", True), ("暂缓", False), ("调出", False), ("终止", False)])
def test_the_state_of_the_plan_item_decides(city: City, status: str, funded: bool) -> None:
    planned(city, status)
    result = city.run(check_plan_money, LINES)
    assert result.variables["budget_funded"] is funded
    assert verdict(result, "列入年度计划") == ("通过" if funded else "不通过")


def test_the_newest_item_gives_the_total(city: City) -> None:
    planned(city, year=2026, total=300)
    planned(city)
    assert city.run(check_plan_money, LINES).variables == {"budget_funded": True, "budget_plan_total": 320, "budget_round": 1}


@pytest.mark.parametrize(("fields", "funded"), [
    ({}, False), ({"green_no": "L-1", "green_ground": "重要"}, True), ({"green_ground": "突发"}, False), ({"green_no": "L-1"}, False),
])
def test_the_green_way_takes_the_place_of_the_plan(city: City, fields: dict[str, Any], funded: bool) -> None:
    city.project(**fields)
    assert city.run(check_plan_money, LINES).variables["budget_funded"] is funded


def test_nothing_to_review_is_said(city: City) -> None:
    planned(city)
    assert verdict(city.run(check_plan_money, {}), "送审明细") == "不通过"


def test_rounds_are_counted(city: City) -> None:
    city.seed("budget_review", "x-2", project_no=PROJECT_NO, round=2, submitted=1, approved=1, lines=[], approved_on="2027-01-01")
    assert city.run(check_plan_money, LINES).variables["budget_round"] == 3


def test_maintenance_is_reviewed_before_it_is_planned(city: City) -> None:
    city.project(**{"class": "运维"})
    result = city.run(check_plan_money, LINES)
    assert (verdict(result, "列入年度计划"), result.variables["budget_funded"]) == ("不适用", True)
