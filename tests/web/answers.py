"""What people answer in the shipped processes."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.web.setting import BPMN


def of(scenario: str, element: str, process: str = "construction_report") -> dict[str, Any]:
    """The variables that a shipped scenario gives at an element's first visit."""
    text = (BPMN / process / "scenarios" / f"{scenario}.toml").read_text("utf-8")
    visits = tomllib.loads(text)["user_tasks"][element]
    first = visits[0] if isinstance(visits, list) else visits
    found: dict[str, Any] = first["variables"]
    return found


REPORT = of("confirmed", "submit_report")
