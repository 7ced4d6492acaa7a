"""What sectors look at: merging with what exists, and sharing."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.sector import sector_findings
from tests.handlers.city import City
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("changed", "says"),
    [({}, ["通过", "通过"]), ({"integration_plan": "停用旧系统"}, ["不通过", "通过"]), ({"share_needs": []}, ["通过", "存疑"]), ({"share_needs": None}, ["通过", "存疑"])],
)
def test_the_findings(city: City, changed: dict[str, Any], says: list[str]) -> None:
    assert [found.verdict for found in sector_findings(city.job("x", {**PLAN, **changed}))] == says
