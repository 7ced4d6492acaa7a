"""What article 17 asks is there; what it does not ask is not asked."""

from __future__ import annotations

import pytest

from handlers.development_reform.check_ancillary import check_ancillary
from tests.handlers.city import PROJECT_NO, City, verdict

LAND = {"kind": "用地预审", "number": "2027-2", "conclusion": "同意"}
ENERGY = {"kind": "节能评估", "number": "2027-5", "conclusion": "同意"}


@pytest.mark.parametrize(("demanded", "given", "failed"), [
    ([], [], None), (["用地预审"], [LAND], None), (["用地预审", "节能评估"], [ENERGY, LAND], None),
    (["用地预审"], [], "附属审批齐全"), (["用地预审", "节能评估"], [LAND], "附属审批齐全"),
    ([], [LAND], "不要求多余的附属审批"), (["用地预审"], [LAND, ENERGY], "不要求多余的附属审批"),
    (["用地预审"], [LAND | {"conclusion": "不同意"}], "附属审批结论"),
])
def test_demanded_and_given_are_the_same(city: City, demanded: list[str], given: list[dict[str, str]], failed: str | None) -> None:
    result = city.run(check_ancillary, {"ancillary_demanded": demanded, "ancillaries": given})
    assert result.variables == {"ancillary_complete": failed is None}
    assert len(result.records) == (len(given) if failed is None else 0)
    assert failed is None or verdict(result, failed) == "不通过"


def test_the_results_are_kept(city: City) -> None:
    city.run(check_ancillary, {"ancillary_demanded": ["用地预审"], "ancillaries": [LAND]})
    assert city.row("ancillary", f"{PROJECT_NO}-用地预审")["number"] == "2027-2"
