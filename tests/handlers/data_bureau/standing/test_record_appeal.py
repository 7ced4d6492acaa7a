"""An appeal has one of two results."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.standing.record_appeal import record_appeal
from tests.handlers.city import PROJECT_NO, City

ASKED = {"appeal_against": "不予入库说明", "appeal_reason": "请复核补充材料。", "appeal_by": "ann", "appeal_opinion": "维持。"}


@pytest.mark.parametrize("result", ["维持", "变更"])
def test_the_result_is_kept(city: City, result: str) -> None:
    (change,) = city.run(record_appeal, ASKED | {"appeal_result": result}).records
    row = city.row("appeal", str(change.key))
    assert (row["project_no"], row["result"], row["decided_by"], row["decided_on"]) == (PROJECT_NO, result, "ann", "2027-01-20")


def test_nothing_else_is_a_result(city: City) -> None:
    with pytest.raises(Invalid, match=r"appeal\.undecided"):
        record_appeal(city.job("x", ASKED | {"appeal_result": "再议"}))
