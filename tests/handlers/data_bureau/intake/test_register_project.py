"""Numbers for each year and letter, and a row that holds what was registered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.errors import Invalid
from engine.handler import Number
from handlers.data_bureau.intake.register_project import register_project
from tests.handlers.city import PROJECT_NO, City

NEW = {"unit_id": "JT", "project_class": "建设", "project_name": "路口协同", "amount": Decimal(320), "plan_year": 2027, "counties": ["淮阴区"]}


@pytest.mark.parametrize(("kind", "channel", "pattern", "after"), [
    ("建设", "", "HA-2027-J-{:04}", 36), ("购买服务", "", "HA-2027-G-{:04}", 0), ("运维", "", "HA-2027-Y-{:04}", 0),
    ("建设", "绿色通道", "HA-2027-L-{:04}", 0),
])
def test_the_number_goes_on_behind_the_highest_known_one(city: City, kind: str, channel: str, pattern: str, after: int) -> None:
    result = register_project(city.job("x", NEW | {"project_class": kind, "intake_channel": channel}, key=None))
    assert result.variables["project_no"] == Number(pattern, after)
    assert result.records[0].key == Number(pattern, after)


def test_the_row_is_made(city: City) -> None:
    city.run(register_project, NEW, key=None)
    row = city.row("project", "HA-2027-J-0037")
    assert (row["name"], row["class"], row["estimate"], row["state"], row["counties"]) == ("路口协同", "建设", 320, "草稿", ["淮阴区"])


def test_a_project_keeps_the_number_that_it_has(city: City) -> None:
    assert register_project(city.job("x", NEW)).variables["project_no"] == PROJECT_NO


@pytest.mark.parametrize(("change", "code"), [({"project_class": "不纳入"}, "intake.no_class"), ({"unit_id": "XX"}, "intake.unknown_unit")])
def test_what_cannot_be_registered(city: City, change: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid, match=code.replace(".", r"\.")):
        register_project(city.job("x", NEW | change, key=None))
