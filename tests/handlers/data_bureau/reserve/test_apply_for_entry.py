"""The bureau sees nothing that the chief data officer and the line department did not both agree to (S16, S17)."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.reserve.apply_for_entry import apply_for_entry
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare


def test_both_agreed(city: City) -> None:
    key = declare(city)
    result = city.run(apply_for_entry, DECLARED)
    row = city.row("declaration", key)
    assert [row[name] for name in ("cdo_by", "cdo_on", "line_by", "line_on")] == ["cdo", "2027-01-20", "line", "2027-01-20"]
    assert [(document.kind, document.organ) for document in result.documents] == [("D-03", "市交通运输局")]
    assert city.row("project")["state"] == "入库审核"


def test_a_subordinate_unit_does_not_apply_itself(city: City) -> None:
    declare(city)
    city.seed("unit", "JT", line_unit="GA")
    city.seed("unit", "GA", name="市公安局", kind="市直")
    assert city.run(apply_for_entry, DECLARED).documents[0].organ == "市公安局"


@pytest.mark.parametrize(("change", "code"), [
    ({"cdo_decision": "退回"}, "no_cdo"), ({"cdo_by": ""}, "no_cdo"), ({"line_decision": "退回"}, "no_line"), ({"line_by": None}, "no_line"),
    ({"line_by": "cdo"}, "one_person"),
])
def test_one_of_them_did_not(city: City, change: dict[str, str], code: str) -> None:
    declare(city)
    with pytest.raises(Invalid, match=rf"reserve\.{code}"):
        apply_for_entry(city.job("x", {**DECLARED, **change}))
