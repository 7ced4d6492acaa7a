"""The green channel is granted on a ground that holds, by everybody who must agree, and never otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.errors import Invalid
from engine.handler import Number
from handlers.data_bureau.planning.record_green_channel import record_green_channel
from tests.handlers.city import PROJECT_NO, City, verdict

AGREED: dict[str, Any] = {
    "green_outcome": "绿色通道批准", "green_basis": {"established": True, "missing_zh": ""}, "green_ground": "突发",
    "event_type": "自然灾害", "amount": Decimal(300), "cdo_decision": "同意", "cdo_by": "ann", "line_decision": "同意统一申请",
    "line_by": "bob", "government_decision": "同意", "government_no": "淮政办纪要〔2027〕3号", "government_on": "2027-01-18",
}
NO_GROUND = {"established": False, "missing_zh": "建设任务不迫切。"}


def test_what_everybody_agreed_gets_a_number(city: City) -> None:
    result = city.run(record_green_channel, AGREED)
    row, kept = city.row("project"), city.row("declaration", f"{PROJECT_NO}-L-1")
    assert result.variables == {"green_result": "绿色通道批准", "green_no": Number("LS-2027-{:03}")}
    assert (row["state"], row["green_no"], row["green_ground"]) == ("绿色通道批准", "LS-2027-001", "突发")
    assert (kept["kind"], kept["result"], kept["cdo_by"], kept["line_by"]) == ("绿色通道", "绿色通道批准", "ann", "bob")
    assert result.verdict == "通过"


def test_the_number_goes_on_behind_the_highest_known_one(city: City) -> None:
    city.seed("project", "HA-2027-L-0002", name="防汛", unit_id="JT", green_no="LS-2027-007", flags=[])
    assert record_green_channel(city.job("x", AGREED)).variables["green_no"] == Number("LS-2027-{:03}", 7)


@pytest.mark.parametrize(("change", "missing"), [
    ({"green_basis": NO_GROUND}, "依据成立"), ({"green_basis": None}, "依据成立"), ({"cdo_decision": "退回"}, "首席数据官同意"),
    ({"line_decision": "不同意"}, "主管部门同意"), ({"government_decision": "修改后同意"}, "市政府同意"), ({"government_no": ""}, "市政府同意"),
])
def test_an_approval_that_lacks_something_is_refused(city: City, change: dict[str, Any], missing: str) -> None:
    with pytest.raises(Invalid, match=r"green\.not_agreed") as refused:
        record_green_channel(city.job("x", AGREED | change))
    assert refused.value.data["missing"] == missing


def test_an_outcome_that_nobody_knows_is_refused(city: City) -> None:
    with pytest.raises(Invalid, match=r"green\.no_outcome"):
        record_green_channel(city.job("x", AGREED | {"green_outcome": "暂缓"}))


@pytest.mark.parametrize(("change", "state", "reason", "ground", "government"), [
    ({"green_basis": NO_GROUND, "government_decision": None}, "草稿", "建设任务不迫切。", "不通过", "不适用"),
    ({"government_decision": "不同意", "government_opinion": "列入明年计划。"}, "草稿", "列入明年计划。", "通过", "不通过"),
    ({"green_outcome": "不同意", "government_decision": None, "line_opinion": "并入在建系统。"}, "不予批准", "并入在建系统。", "通过", "不适用"),
])
def test_what_is_not_granted_gets_a_reason_and_no_number(
    city: City, change: dict[str, Any], state: str, reason: str, ground: str, government: str
) -> None:
    result = city.run(record_green_channel, AGREED | {"green_outcome": "转年度计划申报"} | change)
    row = city.row("project")
    assert (row["state"], row["green_no"]) == (state, None)
    assert result.documents[0].data["reason"] == reason
    assert (verdict(result, "绿色通道依据"), verdict(result, "市政府同意")) == (ground, government)
