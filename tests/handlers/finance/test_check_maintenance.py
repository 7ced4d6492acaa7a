"""What stands in the way of money for maintenance, one thing at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.finance.check_maintenance import check_maintenance
from tests.handlers.city import PROJECT_NO, City, verdict

MINE = "HA-2027-Y-0001"
GOOD: dict[str, Any] = {
    "om_system": "信号协同", "om_source_project": PROJECT_NO, "om_period_from": "2027-07-01", "om_period_to": "2028-06-30", "om_fee": 32,
    "om_lines": [{"item": "软件", "kind": "软件维护", "fee": 32}], "om_sharing": True, "om_security": True, "om_crypto": True, "om_emergency": True,
}


@pytest.fixture
def built(city: City) -> City:
    city.project(warranty_end="2027-06-30", total_investment=320)
    return city


def test_nothing_stands_in_the_way(built: City) -> None:
    result = built.run(check_maintenance, GOOD, key=MINE)
    assert (result.verdict, result.variables) == ("通过", {"om_ready": True, "om_reclassified": False})


@pytest.mark.parametrize(("change", "item"), [
    ({"om_period_from": "2027-06-30"}, "免费运维期已届满"), ({"om_period_from": None}, "免费运维期已届满"),
    ({"om_fee": Decimal("48.01")}, "运维费占建设投资的比例"), ({"om_fee": None}, "运维费占建设投资的比例"),
    ({"om_period_to": "2027-06-01"}, "没有重复列支"), ({"om_system": ""}, "没有重复列支"),
    ({"om_emergency": False}, "有应急预案"), ({"om_sharing": False}, "数据按目录共享"),
])
def test_one_thing_is_wrong(built: City, change: dict[str, Any], item: str) -> None:
    result = built.run(check_maintenance, GOOD | change, key=MINE)
    assert verdict(result, item) == "不通过"
    assert result.variables == {"om_ready": False, "om_reclassified": False}


def test_an_unanswered_question_is_not_ready(built: City) -> None:
    result = built.run(check_maintenance, GOOD | {"om_crypto": None}, key=MINE)
    assert (verdict(result, "密码应用安全性评估有效"), result.variables["om_ready"]) == ("存疑", False)


@pytest.mark.parametrize(("fee", "hint"), [("32", False), ("32.01", True), ("48", True)])
def test_over_a_tenth_is_a_hint_and_up_to_fifteen_is_allowed(built: City, fee: str, hint: bool) -> None:
    result = built.run(check_maintenance, GOOD | {"om_fee": Decimal(fee)}, key=MINE)
    assert ("运维费比例提示" in [found.item for found in result.findings], result.variables["om_ready"]) == (hint, True)


@pytest.mark.parametrize(("new", "reclassified"), [("20", False), ("20.01", True)])
def test_new_functions_make_it_a_building_project(built: City, new: str, reclassified: bool) -> None:
    lines = [{"kind": "新增功能", "fee": Decimal(new)}, {"kind": "软件维护", "fee": 100 - Decimal(new)}]
    assert built.run(check_maintenance, GOOD | {"om_lines": lines}, key=MINE).variables["om_reclassified"] is reclassified


@pytest.mark.parametrize("flag", ["filing_pending", "filing_overdue", "ineligible"])
def test_what_holds_later_money_back_holds_this_back(built: City, flag: str) -> None:
    built.project(flags=[flag])
    assert verdict(built.run(check_maintenance, GOOD, key=MINE), "可以安排后续资金") == "不通过"


@pytest.mark.parametrize(("first", "last", "system", "judged"), [
    ("2027-01-01", "2027-07-01", "信号协同", "不通过"), ("2027-01-01", "2027-06-30", "信号协同", "通过"), ("2027-01-01", "2027-12-31", "别的系统", "通过"),
])
def test_the_same_system_is_not_paid_twice_at_a_time(built: City, first: str, last: str, system: str, judged: str) -> None:
    content = [{"om_system": system, "om_period_from": first, "om_period_to": last}]
    built.seed("declaration", "x", project_no="HA-2026-Y-0009", kind="运维需求", round=1, submitted_on="2026-11-01", content=content)
    assert verdict(built.run(check_maintenance, GOOD, key=MINE), "没有重复列支") == judged


def test_a_system_that_no_registered_project_built_states_what_it_cost(city: City) -> None:
    answers = GOOD | {"om_source_project": "", "om_original_investment": 700}
    result = city.run(check_maintenance, answers, key=MINE)
    assert (verdict(result, "免费运维期已届满"), result.variables["om_ready"]) == ("不适用", True)
