"""H-SECTOR, as this office asks it."""

from __future__ import annotations

from handlers.education.check_sector import check_sector
from tests.handlers.city import City
from tests.handlers.plan import PLAN


def test_the_rule_of_the_sectors_is_asked(city: City) -> None:
    assert city.run(check_sector, PLAN).verdict == "通过"
    assert city.run(check_sector, {**PLAN, "integration_plan": "无"}).verdict == "不通过"
