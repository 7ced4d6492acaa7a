"""A building project begins again."""

from __future__ import annotations

from handlers.finance.reclassify_maintenance import reclassify_maintenance
from tests.handlers.city import City


def test_a_building_project_begins_again(city: City) -> None:
    assert city.run(reclassify_maintenance, {}).variables == {"om_result": "转建设类", "project_class": "建设"}
    assert (city.row("project")["class"], city.row("project")["state"]) == ("建设", "草稿")
