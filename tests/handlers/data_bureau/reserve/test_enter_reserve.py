"""A project enters with both approvals and a decision, under the next number (I10)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from engine.handler import Number
from handlers.data_bureau.reserve.enter_reserve import enter_reserve
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare

DECIDED = {**DECLARED, "entry_decision": "入库", "score_need": 90}


def test_it_enters(city: City) -> None:
    key = declare(city, cdo_by="cdo", line_by="line")
    result = city.run(enter_reserve, DECIDED)
    row = city.row("reserve", "CB-2027-0001")
    assert (row["valid_until"], row["amount"], row["status"], row["opinion_no"]) == ("2029-01-20", DECLARED["budget_total"], "已入库", "文〔2027〕1号")
    assert row["scores"][0] == {"item": "必要性", "score": 90}
    assert city.row("declaration", key)["result"] == "已入库"
    assert [city.row("project")[name] for name in ("state", "reserve_no")] == ["已入库", "CB-2027-0001"]
    assert [document.kind for document in result.documents] == ["D-04"]


def test_numbers_go_on(city: City) -> None:
    declare(city, cdo_by="cdo", line_by="line")
    for number in ("CB-2027-0007", "CB-2026-0044"):
        city.seed(
            "reserve", number, project_no="X", name="x", unit_id="JT", amount=1, entered_on="2027-01-02", valid_until="2029-01-02", status="已入库"
        )
    assert enter_reserve(city.job("x", DECIDED)).variables["reserve_no"] == Number("CB-2027-{:04}", 7)


@pytest.mark.parametrize(("row", "change", "code"), [
    ({"cdo_by": "cdo"}, {}, "not_approved"), ({"line_by": "line"}, {}, "not_approved"),
    ({"cdo_by": "cdo", "line_by": "line"}, {"entry_decision": "不予入库"}, "not_decided"),
])
def test_it_does_not(city: City, row: dict[str, str], change: dict[str, Any], code: str) -> None:
    declare(city, **row)
    with pytest.raises(Invalid, match=rf"reserve\.{code}"):
        enter_reserve(city.job("x", {**DECIDED, **change}))
