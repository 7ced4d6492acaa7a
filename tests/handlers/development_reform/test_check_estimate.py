"""Exactly a tenth over the estimate is allowed; a cent more is for a person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handlers.development_reform.check_estimate import check_estimate
from tests.handlers.city import PROJECT_NO, City


@pytest.mark.parametrize(("budget", "exceeded"), [("320", False), ("352", False), ("352.01", True), ("100", False)])
def test_a_tenth_more_is_allowed(city: City, budget: str, exceeded: bool) -> None:
    city.project(estimate=320)
    assert city.run(check_estimate, {"budget_approved": Decimal(budget)}).variables == {"estimate_exceeded": exceeded, "estimate_base": 320}


def test_the_estimate_of_the_last_approved_study_counts(city: City) -> None:
    city.project(estimate=320)
    for number, estimate in ((9, 100), (10, 400)):
        city.seed("approval", f"{PROJECT_NO}-A-{number}", project_no=PROJECT_NO, stage="可行性研究报告", decision="批准", estimate=estimate)
    city.seed("approval", f"{PROJECT_NO}-A-11", project_no=PROJECT_NO, stage="可行性研究报告", decision="不予批准", estimate=900)
    assert city.run(check_estimate, {"budget_approved": 441}).variables == {"estimate_exceeded": True, "estimate_base": 400}


def test_what_cannot_be_compared_is_for_a_person(city: City) -> None:
    result = city.run(check_estimate, {"budget_approved": 320})
    assert (result.verdict, result.variables["estimate_exceeded"]) == ("存疑", True)
    city.project(estimate=320)
    assert city.run(check_estimate, {"budget_approved": None}).verdict == "存疑"
