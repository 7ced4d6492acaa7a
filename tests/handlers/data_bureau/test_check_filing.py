"""A submission counts from its day unless something is missing; lateness is kept, money is free again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from engine.values import ZONE
from handlers.data_bureau.check_filing import check_filing
from handlers.data_bureau.register_acceptance import register_acceptance
from tests.handlers.city import PROJECT_NO, City, verdict
from tests.handlers.data_bureau.test_register_acceptance import AT, PASSED

DAY_20 = datetime(2027, 2, 20, 9, tzinfo=ZONE)
DAY_35 = datetime(2027, 3, 7, 9, tzinfo=ZONE)
PAPERS = {
    "report_no": "YS-2027-003", "accepted_on": "2027-01-31", "filing_due_on": datetime(2027, 3, 2, tzinfo=ZONE),
    "filing_materials": ["验收报告", "验收意见签字表", "建设总结"],
}


@pytest.fixture(autouse=True)
def accepted(city: City) -> None:
    city.run(register_acceptance, PASSED, AT)


def test_in_time(city: City) -> None:
    result = city.run(check_filing, PAPERS, DAY_20)
    assert result.variables == {"filing_complete": True, "filing_late": False, "filing_submitted_on": "2027-02-20"}
    assert city.row("project")["flags"] == []
    filing = city.row("filing")
    assert (filing["status"], filing["submitted_on"], filing["late"]) == ("已提交", "2027-02-20", False)


def test_late_lifts_the_block_and_keeps_the_lateness(city: City) -> None:
    result = city.run(check_filing, PAPERS, DAY_35)
    assert (result.verdict, result.variables["filing_late"]) == ("通过", True)
    assert city.row("project")["flags"] == ["filing_late"]
    assert city.row("filing")["late"] is True


@pytest.mark.parametrize(
    ("item", "change", "says"),
    [
        ("验收报告", {"report_no": " "}, "不通过"),
        ("备案材料齐全", {"filing_materials": ["验收报告"]}, "不通过"),
        ("备案材料齐全", {"filing_materials": None}, "存疑"),
        ("验收日期一致", {"accepted_on": "2027-01-30"}, "不通过"),
        ("验收日期一致", {"accepted_on": None}, "通过"),
    ],
)
def test_the_papers(city: City, item: str, change: dict[str, Any], says: str) -> None:
    result = city.run(check_filing, {**PAPERS, **change}, DAY_20)
    assert verdict(result, item) == says
    assert result.variables["filing_complete"] is (says == "通过")
    assert ("filing_pending" in city.row("project")["flags"]) is (says == "不通过")


def test_an_incomplete_submission_does_not_count_and_the_next_one_has_its_own_day(city: City) -> None:
    first = city.run(check_filing, {**PAPERS, "report_no": "", "filing_submitted_on": "2027-02-20"}, DAY_20)
    assert first.variables["filing_submitted_on"] is None
    second = city.run(check_filing, {**PAPERS, **first.variables}, DAY_35)
    assert second.variables["filing_submitted_on"] == "2027-03-07"


def test_a_supplement_keeps_the_first_day(city: City) -> None:
    city.run(check_filing, PAPERS, DAY_20)
    assert city.run(check_filing, PAPERS, DAY_35).variables == {
        "filing_complete": True, "filing_late": False, "filing_submitted_on": "2027-02-20",
    }


def test_a_filing_without_an_acceptance_is_in_doubt(city: City) -> None:
    assert verdict(city.run(check_filing, PAPERS, DAY_20, "HA-2027-J-9999"), "验收日期一致") == "存疑"


def test_a_project_that_is_not_registered(city: City) -> None:
    other = "HA-2027-J-9999"
    result = city.run(check_filing, {**PAPERS, "acceptance_date": "2027-01-31"}, DAY_35, other)
    assert verdict(result, "项目登记") == "存疑"
    assert city.row("filing", other)["late"] is True
    assert city.row("project", PROJECT_NO)["flags"] == ["filing_pending"]
