"""A passed acceptance: use, warranty and the month for filing begin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from engine.errors import Invalid
from engine.values import ZONE
from handlers.data_bureau.issue_rectification import issue_rectification
from handlers.data_bureau.register_acceptance import register_acceptance
from tests.handlers.city import PROJECT_NO, City, verdict
from tests.handlers.data_bureau.test_issue_rectification import FAILED

AT = datetime(2027, 2, 1, 9, tzinfo=ZONE)
PASSED = {
    "acceptance_date": "2027-01-31", "acceptance_conclusion": "合格", "acceptance_group": [{"name": "王芳"}] * 5,
    "due_at": datetime(2027, 3, 2, tzinfo=ZONE),
}


def test_what_begins_with_acceptance(city: City) -> None:
    result = city.run(register_acceptance, PASSED, AT)
    project, filing = city.row("project"), city.row("filing")
    assert result.verdict == "通过"
    assert result.variables == {"acceptance_status": "合格", "go_live_allowed": True, "warranty_end": "2029-01-31"}
    assert (project["acceptance_date"], project["state"], project["flags"]) == ("2027-01-31", "验收合格", ["filing_pending"])
    assert (filing["status"], filing["due_on"], filing["acceptance_date"]) == ("未备案", "2027-03-01", "2027-01-31")
    assert city.row("acceptance", f"{PROJECT_NO}-1")["conclusion"] == "合格"


def test_the_second_round_passes(city: City) -> None:
    city.run(issue_rectification, FAILED)
    city.run(register_acceptance, {**PASSED, "acceptance_round": 2}, AT)
    assert city.row("project")["flags"] == ["filing_pending"]
    assert city.row("acceptance", f"{PROJECT_NO}-2")["status"] == "合格"


@pytest.mark.parametrize(
    ("change", "item", "says"),
    [
        ({"due_at": None, "filing_due_on": "2027-03-01"}, "备案截止日", "通过"),
        ({"due_at": None}, "备案截止日", "存疑"),
        ({"acceptance_group": [{"name": "王芳"}] * 4}, "验收组人数", "存疑"),
    ],
)
def test_what_is_doubtful_is_said(city: City, change: dict[str, Any], item: str, says: str) -> None:
    assert verdict(city.run(register_acceptance, {**PASSED, **change}, AT), item) == says


@pytest.mark.parametrize(
    "change",
    [
        {"acceptance_conclusion": "不合格"}, {"acceptance_conclusion": None}, {"acceptance_date": None},
        {"acceptance_date": "2027-02-02"}, {"acceptance_date": "2027-01-14"}, {"acceptance_round": -1},
    ],
)
def test_what_is_no_acceptance_is_not_registered(city: City, change: dict[str, Any]) -> None:
    city.project(report_confirmed_on="2027-01-15")
    with pytest.raises(Invalid):
        city.run(register_acceptance, {**PASSED, **change}, AT)


def test_the_months_of_the_contract_count(city: City) -> None:
    city.project(warranty_months=None)
    assert city.run(register_acceptance, PASSED, AT).variables["warranty_end"] is None
    assert city.run(register_acceptance, {**PASSED, "warranty_months": 37}, AT).variables["warranty_end"] == "2030-02-28"
