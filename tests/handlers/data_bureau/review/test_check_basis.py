"""A joint review rests on the plan, the green channel or maintenance; nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_basis import check_basis
from tests.handlers.city import PROJECT_NO, City, verdict

ITEM = {"plan_key": "2027-建设", "year": 2027, "project_no": PROJECT_NO, "kind": "建设", "total": 150, "year_amount": 150}


@pytest.mark.parametrize(
    ("project", "status", "basis"),
    [
        ({"class": "建设"}, "已下达", "年度计划"), ({"class": "建设"}, "增补", "年度计划"), ({"class": "建设"}, "暂缓", "无"),
        ({"class": "建设"}, None, "无"), ({"class": "建设", "green_no": "LS-1", "green_ground": "突发"}, None, "绿色通道"),
        ({"class": "运维"}, None, "运维计划"),
    ],
)
def test_the_basis(city: City, project: dict[str, Any], status: str | None, basis: str) -> None:
    city.project(**project)
    if status:
        city.seed("plan_item", "JH-1", **ITEM, status=status)
    result = city.run(check_basis, {})
    assert result.variables["review_basis"] == basis
    assert verdict(result, "联合评审依据") == ("不通过" if basis == "无" else "通过")
    assert bool(result.records) is (basis != "无")
    assert result.variables["green_ground"] == ("突发" if basis == "绿色通道" else None)


def test_a_later_round_brings_the_last_plan_along_and_keeps_what_the_case_holds(city: City) -> None:
    city.seed("review", "R-1", project_no=PROJECT_NO, round=1, method="书面会签", departments=[], status="未通过")
    content = {"plan_total": 150, "om_plan": "旧"}
    city.seed("declaration", "F-1", project_no=PROJECT_NO, kind="建设方案", round=1, submitted_on="2027-01-04", content=content)
    variables = city.run(check_basis, {"om_plan": "新"}).variables
    assert (variables["review_round"], variables["plan_total"]) == (2, 150)
    assert "om_plan" not in variables


@pytest.mark.parametrize(
    ("unit", "reviewer", "signer"), [("JT", "data_review", "data_lead"), ("SJJ", "cac_reviewer", "drc_reviewer")],
)
def test_the_data_bureau_does_not_judge_its_own_project(city: City, unit: str, reviewer: str, signer: str) -> None:
    city.project(unit_id=unit)
    variables = city.run(check_basis, {}).variables
    assert (variables["reviewer_role"], variables["signer_role"]) == (reviewer, signer)
