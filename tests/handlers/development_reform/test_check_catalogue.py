"""How far the catalogue must be for the first and for the last stage."""

from __future__ import annotations

import pytest

from handlers.development_reform.check_catalogue import check_catalogue
from tests.handlers.city import City


@pytest.mark.parametrize(("position", "status", "ready"), [
    ("首个", None, False), ("首个", "草案", False), ("首个", "已提交", True), ("中间", "已提交", True),
    ("末个", "已提交", False), ("末个", "审核通过", True), ("末个", "已发布", True),
])
def test_the_last_stage_needs_more(city: City, position: str, status: str | None, ready: bool) -> None:
    city.project(catalogue_status=status)
    assert city.run(check_catalogue, {"stage": {"position": position}}).variables["catalogue_ready"] is ready


@pytest.mark.parametrize(("registered", "told", "ready"), [
    ("草案", "审核通过", True), ("审核通过", "已提交", True), ("草案", "随便", False), (None, None, False),
])
def test_what_a_message_tells_counts_when_it_is_further(city: City, registered: str | None, told: str | None, ready: bool) -> None:
    city.project(catalogue_status=registered)
    assert city.run(check_catalogue, {"stage": {"position": "末个"}, "catalogue_told": told}).variables["catalogue_ready"] is ready


def test_a_waived_catalogue_is_not_asked(city: City) -> None:
    city.project(catalogue_waived=True)
    result = city.run(check_catalogue, {"stage": {"position": "末个"}})
    assert (result.verdict, result.variables["catalogue_ready"]) == ("不适用", True)
