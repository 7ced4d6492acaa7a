"""A failed acceptance opens a rectification with a last day (D-21)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from handlers.data_bureau.issue_rectification import issue_rectification
from tests.handlers.city import PROJECT_NO, City, verdict

FAILED = {
    "acceptance_date": "2027-01-20", "acceptance_conclusion": "不合格", "due_at": "2027-02-21T16:00:00.000000Z",
    "rectification_items": [{"content": "接口未联调", "requirement": "完成联调"}],
}


def test_the_round_the_order_and_the_flag_are_kept(city: City) -> None:
    result = city.run(issue_rectification, FAILED)
    key = f"{PROJECT_NO}-1"
    assert result.variables == {"rectification_key": key, "rectification_due_on": "2027-02-21"}
    assert [document.kind for document in result.documents] == ["D-21"]
    order, project = city.row("rectification", key), city.row("project")
    assert (order["status"], order["due_on"], order["document_no"]) == ("整改中", "2027-02-21", "文〔2027〕1号")
    assert city.row("acceptance", key)["conclusion"] == "不合格"
    assert (project["acceptance_status"], project["go_live_allowed"], project["flags"]) == ("不合格", False, ["rectifying"])


def test_the_second_round_has_its_own_order_and_the_newer_last_day_counts(city: City) -> None:
    result = city.run(issue_rectification, {**FAILED, "acceptance_round": 2, "rectification_due_on": "2026-01-01"})
    assert result.variables == {"rectification_key": f"{PROJECT_NO}-2", "rectification_due_on": "2027-02-21"}


def test_no_items_are_said(city: City) -> None:
    assert verdict(city.run(issue_rectification, {**FAILED, "rectification_items": []}), "整改事项") == "存疑"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"acceptance_date": None}, PROJECT_NO), ({"due_at": None}, PROJECT_NO), ({"due_at": "2027-02-21T16:00:00"}, PROJECT_NO),
        ({"acceptance_round": 0}, PROJECT_NO), ({"acceptance_round": "2"}, "HA-2027-J-9999"), ({}, None),
    ],
)
def test_what_is_missing_is_no_order(city: City, change: dict[str, Any], key: str | None) -> None:
    with pytest.raises(Invalid):
        city.run(issue_rectification, {**FAILED, **change}, key=key)
