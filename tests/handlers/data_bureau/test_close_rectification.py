"""A rectification that was carried out is closed; the flag goes when none is open."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.close_rectification import close_rectification
from handlers.data_bureau.issue_rectification import issue_rectification
from tests.handlers.city import PROJECT_NO, City
from tests.handlers.data_bureau.test_issue_rectification import FAILED


def test_the_latest_is_closed(city: City) -> None:
    city.run(issue_rectification, FAILED)
    result = city.run(close_rectification, {"rectification_opinion": "已落实"})
    order = city.row("rectification", f"{PROJECT_NO}-1")
    assert result.variables == {"rectification_key": f"{PROJECT_NO}-1"}
    assert (order["status"], order["closed_on"], order["opinion"]) == ("已闭环", "2027-01-20", "已落实")
    assert city.row("acceptance", f"{PROJECT_NO}-1")["status"] == "已整改"
    assert (city.row("project")["flags"], city.row("project")["state"]) == ([], "验收中")


def test_another_open_one_keeps_the_flag(city: City) -> None:
    city.seed("rectification", f"{PROJECT_NO}-0", project_no=PROJECT_NO, round=0, source="监督检查", status="整改中")
    city.run(issue_rectification, FAILED)
    city.run(close_rectification, {})
    assert city.row("project")["flags"] == ["rectifying"]


def test_there_is_none(city: City) -> None:
    with pytest.raises(Invalid):
        city.run(close_rectification, {})
