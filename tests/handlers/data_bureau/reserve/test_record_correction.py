"""What was supplied replaces the round's content when the chief data officer agreed; the line department's word stands."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.reserve.record_correction import record_correction
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare


def test_the_round_is_brought_up_to_date(city: City) -> None:
    key = declare(city, cdo_by="old", line_by="line", content_digest="x", corrections=1)
    city.run(record_correction, {**DECLARED, "users": "全市"})
    row = city.row("declaration", key)
    assert (row["cdo_by"], row["cdo_on"], row["line_by"], row["corrections"]) == ("cdo", "2027-01-20", "line", 1)
    assert row["content"]["users"] == "全市" and row["content_digest"] != "x"


@pytest.mark.parametrize("change", [{"cdo_decision": "退回"}, {"cdo_by": ""}])
def test_not_without_the_chief_data_officer(city: City, change: dict[str, str]) -> None:
    declare(city)
    with pytest.raises(Invalid, match=r"reserve\.no_cdo"):
        record_correction(city.job("x", {**DECLARED, **change}))
