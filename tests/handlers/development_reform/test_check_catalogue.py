"""The catalogue must be as far as D19 says of the stage."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.check_catalogue import check_catalogue
from tests.handlers.city import City


def rule(level: str, applies: bool = True) -> dict[str, Any]:
    return {"catalogue_rule": {"applies": applies, "level": level, "waivable": False}}


@pytest.mark.parametrize(("level", "status", "ready"), [
    ("已提交", None, False), ("已提交", "草案", False), ("已提交", "已提交", True), ("审核通过", "已提交", False),
    ("审核通过", "审核通过", True), ("审核通过", "已发布", True), ("", "已发布", False),
])
def test_the_state_must_be_reached(city: City, level: str, status: str | None, ready: bool) -> None:
    city.project(catalogue_status=status)
    assert city.run(check_catalogue, rule(level)).variables["catalogue_ready"] is ready


@pytest.mark.parametrize(("registered", "told", "ready"), [
    ("草案", "审核通过", True), ("审核通过", "已提交", True), ("草案", "随便", False), (None, None, False),
])
def test_what_a_message_tells_counts_when_it_is_further(city: City, registered: str | None, told: str | None, ready: bool) -> None:
    city.project(catalogue_status=registered)
    assert city.run(check_catalogue, rule("审核通过") | {"catalogue_told": told}).variables["catalogue_ready"] is ready


def test_a_catalogue_that_does_not_apply_is_not_asked(city: City) -> None:
    result = city.run(check_catalogue, rule("不要求", applies=False))
    assert (result.verdict, result.variables["catalogue_ready"]) == ("不适用", True)
