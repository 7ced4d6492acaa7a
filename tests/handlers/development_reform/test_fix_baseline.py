"""What was approved last is what the project is held to."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from handlers.development_reform.fix_baseline import fix_baseline
from tests.handlers.city import PROJECT_NO, City

KEY = f"{PROJECT_NO}-A-1"
CASE = {"approval_key": KEY, "build_period": "12个月"}


def approved(city: City, decision: str = "批准", **change: Any) -> None:
    fields = {"total": 318, "content": [{"item": "平台", "scale": "1套"}], "document_no": "淮发改批〔2027〕3号"} | change
    city.seed("approval", KEY, project_no=PROJECT_NO, stage="初步设计", decision=decision, **fields)


def test_the_baseline_holds_what_was_approved(city: City) -> None:
    approved(city)
    result = city.run(fix_baseline, CASE)
    row, project = city.row("baseline", f"{PROJECT_NO}-B-1"), city.row("project")
    assert (row["version"], row["source"], row["total"], row["period"], row["supersedes"]) == (1, "初步设计", 318, "12个月", None)
    assert (row["document_no"], row["digest"]) == ("淮发改批〔2027〕3号", result.variables["baseline_digest"])
    assert (project["state"], project["total_investment"], project["approval_no"]) == ("已立项", 318, "淮发改批〔2027〕3号")


def test_the_next_one_takes_the_place_of_the_first(city: City) -> None:
    approved(city)
    first = city.run(fix_baseline, CASE).variables["baseline_digest"]
    approved(city, total=330)
    second = city.run(fix_baseline, CASE).variables["baseline_digest"]
    assert (city.row("baseline", f"{PROJECT_NO}-B-2")["supersedes"], first != second) == (f"{PROJECT_NO}-B-1", True)


@pytest.mark.parametrize("decision", [None, "不予批准"])
def test_without_an_approval_there_is_no_baseline(city: City, decision: str | None) -> None:
    if decision:
        approved(city, decision)
    with pytest.raises(Invalid, match=r"approval\.not_approved"):
        fix_baseline(city.job("x", CASE))
