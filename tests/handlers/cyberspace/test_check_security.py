"""H-CAC: the risk was assessed, high risks are closed, there is a plan."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cyberspace.check_security import check_security
from tests.handlers.city import REPORT, City


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "通过"),
        ({"risk_assessed_on": None}, "不通过"),
        ({"risk_assessed_on": "2026-01-19"}, "不通过"),
        ({"risk_assessed_on": "2026-01-20"}, "通过"),
        ({"risk_assessed_on": "2027-02-01"}, "存疑"),
        ({"risk_open_high": 1}, "不通过"),
        ({"risk_open_high": None}, "存疑"),
        ({"risk_open_high": -1}, "存疑"),
        ({"security_incident_plan": False}, "不通过"),
        ({"security_incident_plan": None}, "存疑"),
    ],
)
def test_security(city: City, change: dict[str, Any], says: str) -> None:
    assert city.run(check_security, {**REPORT, **change}).verdict == says
