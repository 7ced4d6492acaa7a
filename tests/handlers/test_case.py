"""What a check asks of its job."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.errors import Invalid
from handlers import case
from tests.handlers.city import PROJECT_NO, City


def test_the_business_key_goes_before_what_somebody_filled_in(city: City) -> None:
    assert case.project_no(city.job("x", {"project_no": "HA-1"})) == PROJECT_NO
    assert case.project_no(city.job("x", {"project_no": "HA-1"}, key=None)) == "HA-1"


@pytest.mark.parametrize("variables", [{}, {"project_no": ""}, {"project_no": 36}])
def test_a_case_without_a_project_is_refused(city: City, variables: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        case.project_no(city.job("x", variables, key=None))


def test_a_day_is_a_day_in_the_city(city: City) -> None:
    assert case.today(city.job("x", {}, at=datetime(2027, 1, 20, 16, tzinfo=UTC))) == date(2027, 1, 21)


def test_no_check_invents_a_limit(city: City) -> None:
    job = replace(city.job("x", {}), parameters={"P_text_min": 5})
    assert case.limit(job, "P_text_min") == 5
    with pytest.raises(Invalid):
        case.limit(job, "P_mlps_months")


@pytest.mark.parametrize(("value", "round"), [(None, 1), (2, 2), (Decimal("3.0"), 3), ("2", 1)])
def test_rounds(value: Any, round: int) -> None:
    assert case.round_of({"round": value}, "round") == round


@pytest.mark.parametrize("value", [0, -1, Decimal("1.5")])
def test_no_round(value: Any) -> None:
    with pytest.raises(Invalid):
        case.round_of({"round": value}, "round")


def test_an_unregistered_project_is_never_made_up(city: City) -> None:
    stranger = city.job("x", {}, key="HA-9")
    assert case.project_change(stranger, state="终止") == []
    with pytest.raises(Invalid):
        case.registered_project(stranger)
