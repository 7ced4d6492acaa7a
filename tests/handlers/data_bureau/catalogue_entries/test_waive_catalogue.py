"""Only the Data Bureau waives a catalogue."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.catalogue_entries.waive_catalogue import waive_catalogue
from tests.handlers.city import City


def test_the_waiver_is_kept_and_issued(city: City) -> None:
    result = city.run(waive_catalogue, {"waiver_decision": "认定不适用", "waiver_reason": "只更换空调。"})
    assert city.row("project")["catalogue_waived"] is True
    assert [(one.kind, one.data["reason"]) for one in result.documents] == [("D-11-2", "只更换空调。")]


@pytest.mark.parametrize("decision", ["应当编制", "", None])
def test_nobody_else_waives_it(city: City, decision: str | None) -> None:
    with pytest.raises(Invalid, match=r"catalogue\.not_waived"):
        waive_catalogue(city.job("x", {"waiver_decision": decision}))
