"""A refusal says who and why."""

from __future__ import annotations

import pytest

from handlers.finance.refuse_maintenance import refuse_maintenance
from tests.handlers.city import City


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
