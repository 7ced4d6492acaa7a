"""Accepting issues D-01 and finds the offices of the counties."""

from __future__ import annotations

from handlers.data_bureau.reserve.accept_entry import accept_entry
from tests.handlers.city import City, verdict
from tests.handlers.data_bureau.declared import DECLARED, declare

ITEM = "涉及县区的联系单位"


def test_a_project_of_the_city_alone(city: City) -> None:
    declare(city)
    result = city.run(accept_entry, {**DECLARED, "counties": ["淮阴区"]})
    assert result.variables == {"accepted_on": "2027-01-20", "county_offices": []}
    assert (verdict(result, ITEM), [document.kind for document in result.documents]) == ("不适用", ["D-01"])


def test_a_project_across_levels(city: City) -> None:
    declare(city)
    city.seed("unit", "HY", name="淮阴区数据局", kind="县区")
    answers = {**DECLARED, "cross_level": True, "counties": ["淮阴区"]}
    found = city.run(accept_entry, answers)
    assert (verdict(found, ITEM), found.variables["county_offices"]) == ("通过", [{"county": "淮阴区", "unit_id": "HY"}])
    unknown = city.run(accept_entry, answers | {"counties": ["淮阴区", "涟水县"]})
    assert verdict(unknown, ITEM) == "存疑"
    assert unknown.variables["county_offices"][1] == {"county": "涟水县", "unit_id": "涟水县"}
