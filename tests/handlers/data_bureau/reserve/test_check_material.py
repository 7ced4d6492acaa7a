"""Every paper of the list, or the one that may stand for it; the budget adds up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.data_bureau.reserve.check_material import check_material
from tests.handlers.city import City, verdict
from tests.handlers.data_bureau.declared import DECLARED

CONTENT, EITHER = "材料：建设内容说明", "材料：上一期合同或服务需求报告"
PAPER = {"kind": "content_paper", "title": "建设内容", "pages": 12}
CONTRACT = {"service_basis": "上一期合同", "last_contract_no": "HT-1", "last_contract_from": "2026-01-01", "last_contract_to": "2026-12-31"}


def test_a_complete_declaration(city: City) -> None:
    result = city.run(check_material, DECLARED)
    assert result.variables == {"material_complete": True, "missing_materials": []}
    assert verdict(result, EITHER) == "通过"


@pytest.mark.parametrize(("paper", "judged"), [
    (None, "不通过"), (PAPER | {"title": ""}, "不通过"), (PAPER | {"pages": 0}, "不通过"), (PAPER | {"pages": None}, "不通过"),
    (PAPER | {"dated_on": "2027-01-21"}, "不通过"), (PAPER | {"dated_on": "2027-01-20"}, "通过"),
])
def test_a_paper(city: City, paper: dict[str, Any] | None, judged: str) -> None:
    papers = [DECLARED["materials"][1], *([paper] if paper else [])]
    result = city.run(check_material, {**DECLARED, "materials": papers})
    assert verdict(result, CONTENT) == judged
    assert result.variables["material_complete"] is (judged == "通过")
    assert result.variables["missing_materials"] == ([] if judged == "通过" else ["建设内容说明"])


def test_neither_of_two(city: City) -> None:
    assert verdict(city.run(check_material, {**DECLARED, "materials": [PAPER]}), EITHER) == "不通过"


def test_without_a_list_nothing_is_complete(city: City) -> None:
    assert city.run(check_material, {**DECLARED, "required_materials": []}).variables["material_complete"] is False


@pytest.mark.parametrize(("change", "judged"), [
    ({"service_basis": None}, "不适用"), ({}, "通过"), ({"last_contract_no": ""}, "不通过"), ({"last_contract_to": "2025-12-31"}, "不通过"),
    ({"last_contract_from": None}, "不通过"),
])
def test_the_last_contract(city: City, change: dict[str, Any], judged: str) -> None:
    assert verdict(city.run(check_material, {**DECLARED, **CONTRACT, **change}), "上一期合同的编号和期限") == judged


@pytest.mark.parametrize(("lines", "judged"), [
    ([{"amount": Decimal("320.5")}], "通过"), ([{"amount": 320}], "不通过"), ([], "不通过"), ([{"amount": Decimal("320.5")}, {}], "不通过"),
])
def test_the_total(city: City, lines: list[dict[str, Any]], judged: str) -> None:
    assert verdict(city.run(check_material, {**DECLARED, "budget_lines": lines}), "预算合计") == judged
