"""Listed when both offices agree; refused with reasons; or a building project."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from handlers.finance.decide_maintenance import list_maintenance, reclassify_maintenance, refuse_maintenance
from tests.handlers.city import PROJECT_NO, City

AGREED: dict[str, Any] = {
    "data_decision": "同意", "fin_decision": "同意", "budget_approved": 75, "om_period_from": "2027-07-01", "om_period_to": "2028-06-30",
    "om_system": "信号协同", "om_lines": [], "cdo_by": "ann", "line_by": "bob",
}


def test_both_offices_list_it(city: City) -> None:
    result = city.run(list_maintenance, AGREED)
    item, declared = city.row("plan_item", f"{PROJECT_NO}-2027"), city.row("declaration", f"{PROJECT_NO}-Y-1")
    assert (item["kind"], item["year"], item["total"], item["status"]) == ("运维", 2027, 75, "已下达")
    assert (declared["kind"], declared["cdo_by"], declared["content"][0]["om_system"]) == ("运维需求", "ann", "信号协同")
    assert (city.row("project")["state"], result.variables["om_result"]) == ("运维计划批准", "运维计划批准")
    assert [one.kind for one in result.documents] == ["D-13"]


@pytest.mark.parametrize("change", [{"fin_decision": "不同意"}, {"data_decision": None}, {"budget_approved": None}, {"om_period_from": None}])
def test_nothing_else_lists_it(city: City, change: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match=r"maintenance\.not_agreed"):
        list_maintenance(city.job("x", AGREED | change))


@pytest.mark.parametrize(("said", "offices"), [
    ({"line_decision": "同意统一申请", "data_decision": "同意", "fin_decision": "不同意", "fin_opinion": "财力不足。"}, ["市财政局"]),
    ({"line_decision": "不同意", "line_opinion": "并入平台。"}, ["主管部门"]),
    ({"line_decision": "同意统一申请", "data_decision": "不同意", "fin_decision": "不同意"}, ["市数据局", "市财政局"]),
    ({"line_decision": "同意统一申请"}, ["联合评审"]),
])
def test_a_refusal_says_who_and_why(city: City, said: dict[str, str], offices: list[str]) -> None:
    (letter,) = city.run(refuse_maintenance, said).documents
    assert [row["office"] for row in letter.data["reasons"]] == offices
    assert city.row("project")["state"] == "不予批准"


def test_a_building_project_begins_again(city: City) -> None:
    assert city.run(reclassify_maintenance, {}).variables == {"om_result": "转建设类", "project_class": "建设"}
    assert (city.row("project")["class"], city.row("project")["state"]) == ("建设", "草稿")
