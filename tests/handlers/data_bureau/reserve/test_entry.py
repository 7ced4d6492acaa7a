"""The rounds of a declaration and what is kept of it."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.reserve import entry
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare


def test_only_what_the_form_asks_is_kept() -> None:
    kept = entry.content({**DECLARED, "problems": None})
    assert "cdo_by" not in kept and "problems" not in kept and kept["budget_total"] == DECLARED["budget_total"]


def test_the_open_round_is_the_newest_without_a_result(city: City) -> None:
    job = city.job("x", {})
    with pytest.raises(Invalid, match=r"reserve\.no_declaration"):
        entry.open_row(job)
    declare(city, round=1, result="撤回")
    with pytest.raises(Invalid, match=r"reserve\.no_declaration"):
        entry.open_row(job)
    key = declare(city, round=2)
    assert entry.open_row(job)["declaration_key"] == key
    assert city.row("declaration", entry.round_key("HA-2027-J-0036", 1))["result"] == "撤回"


def test_alerts_fit_into_their_form() -> None:
    assert entry.alert("A", "长" * 600) == {"alert_id": "A", "alert": "长" * 500}
