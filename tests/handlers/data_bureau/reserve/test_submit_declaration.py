"""Each round is kept: an open one is brought up to date, after a result the next one begins (S47)."""

from __future__ import annotations

import pytest

from handlers.data_bureau.reserve.submit_declaration import submit_declaration
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare


@pytest.mark.parametrize(("result", "corrections", "round", "kept"), [(None, 1, 1, 1), ("撤回", 1, 2, 0), ("不予入库", 0, 2, 0)])
def test_rounds(city: City, result: str | None, corrections: int, round: int, kept: int) -> None:
    key = declare(city, result=result, corrections=corrections, cdo_by="cdo", cdo_on="2027-01-06")
    done = city.run(submit_declaration, DECLARED)
    assert done.variables == {"declaration_round": round, "corrections_made": kept}
    row = city.row("declaration", f"HA-2027-J-0036-R-{round}")
    assert (row["cdo_by"], row["submitted_on"], row["result"]) == (None, "2027-01-20", None)
    assert city.row("declaration", key)["result"] == result
    assert city.row("project")["state"] == "主管把关"


def test_the_first_round(city: City) -> None:
    assert city.run(submit_declaration, DECLARED).variables["declaration_round"] == 1
    row = city.row("declaration", "HA-2027-J-0036-R-1")
    assert row["content"]["goals"] == DECLARED["goals"] and len(row["content_digest"]) == 64
