"""In the plan, or by the green way."""

from __future__ import annotations

import pytest

from handlers.development_reform import planned
from tests.handlers.city import PROJECT_NO, City


@pytest.mark.parametrize(("status", "counts"), [("已下达", True), ("增补", True), ("暂缓", False), ("调出", False), ("终止", False)])
def test_an_item_counts_while_it_stands_in_the_plan(city: City, status: str, counts: bool) -> None:
    city.seed("plan_item", "P-1", plan_key="2027", year=2027, project_no=PROJECT_NO, kind="建设", total=1, year_amount=1, status=status)
    assert (planned.entry(city.job("x", {})) is not None) is counts


@pytest.mark.parametrize(("number", "ground", "known"), [("L-1", "突发", "突发"), (None, "突发", None), ("L-1", None, None)])
def test_a_ground_counts_when_it_was_granted(city: City, number: str | None, ground: str | None, known: str | None) -> None:
    city.project(green_no=number, green_ground=ground)
    assert planned.green_ground(city.job("x", {})) == known
