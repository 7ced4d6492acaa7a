"""H-FUNDS: sources, plan, maintenance, what was imposed on the unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.finance.check_funds import check_funds
from tests.handlers.city import PROJECT_NO, City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("资金来源合计", {}, "通过"), ("资金来源合计", {"plan_sources": [{"amount": 149}]}, "不通过"), ("资金来源合计", {"plan_total": None}, "不通过"),
        ("年度运维费比例", {}, "通过"), ("年度运维费比例", {"om_annual_cost": 15}, "通过"),
        ("年度运维费比例", {"om_annual_cost": Decimal("15.01")}, "存疑"), ("年度运维费比例", {"om_annual_cost": None}, "存疑"),
        ("列入年度计划", {}, "不通过"),
    ],
)
def test_the_money(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_funds, {**PLAN, **changed}), item) == says


@pytest.mark.parametrize(("project", "says"), [({"green_no": "LS-1"}, "通过"), ({"class": "运维"}, "存疑"), ({"class": "建设"}, "不通过")])
def test_without_a_plan_item(city: City, project: dict[str, Any], says: str) -> None:
    city.project(**project)
    assert verdict(city.run(check_funds, PLAN), "列入年度计划") == says


@pytest.mark.parametrize(("status", "says"), [("已下达", "通过"), ("增补", "通过"), ("调出", "不通过")])
def test_with_a_plan_item(city: City, status: str, says: str) -> None:
    item = {"plan_key": "2027", "year": 2027, "project_no": PROJECT_NO, "kind": "建设", "total": 150, "year_amount": 150}
    city.seed("plan_item", "JH-1", **item, status=status)
    assert verdict(city.run(check_funds, PLAN), "列入年度计划") == says


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ({"kind": "暂缓安排投资计划"}, "不通过"), ({"kind": "暂缓安排投资计划", "lifted_on": "2027-01-10"}, "通过"),
        ({"kind": "暂缓安排投资计划", "until_on": "2027-01-19"}, "通过"), ({"kind": "不予安排后续资金", "until_on": "2027-01-20"}, "不通过"),
        ({"kind": "通报批评"}, "通过"),
    ],
)
def test_what_was_imposed_on_the_unit(city: City, measure: dict[str, Any], says: str) -> None:
    city.seed("measure", "M-1", object_kind="单位", object_key="JT", from_on="2026-12-01", **measure)
    assert verdict(city.run(check_funds, PLAN), "单位没有被暂缓安排") == says
