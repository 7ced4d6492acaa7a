"""Measures in force today and flags of the unit's projects are told, and refuse nothing."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.reserve.check_restrictions import check_restrictions
from tests.handlers.city import PROJECT_NO, City, verdict


@pytest.mark.parametrize(("fields", "judged"), [
    ({"from_on": "2027-01-20"}, "存疑"), ({"from_on": "2027-01-21"}, "通过"), ({"from_on": "2026-01-01", "until_on": "2027-01-19"}, "通过"),
    ({"from_on": "2026-01-01", "until_on": "2027-01-20"}, "存疑"), ({"from_on": "2026-01-01", "lifted_on": "2027-01-20"}, "通过"),
    ({"from_on": "2026-01-01", "object_key": "WL"}, "通过"), ({"from_on": "2026-01-01", "object_key": PROJECT_NO, "object_kind": "项目"}, "存疑"),
])
def test_a_measure(city: City, fields: dict[str, Any], judged: str) -> None:
    city.seed("measure", "CS-1", **{"object_kind": "单位", "object_key": "JT", "kind": "暂缓安排投资计划", **fields})
    result = city.run(check_restrictions, {"unit_id": "JT"})
    assert verdict(result, "处置措施") == judged
    assert result.variables["restricted"] is (judged == "存疑")


@pytest.mark.parametrize(("flags", "judged"), [([], "通过"), (["filing_overdue"], "存疑"), (["filing_late"], "通过")])
def test_flags_of_the_units_projects(city: City, flags: list[str], judged: str) -> None:
    city.project(flags=flags)
    result = city.run(check_restrictions, {"unit_id": "JT"})
    assert verdict(result, "单位其他项目的标志") == judged
    assert len(result.variables["unit_alerts"]) == (judged == "存疑")
