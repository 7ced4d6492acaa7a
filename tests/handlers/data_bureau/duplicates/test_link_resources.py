"""What the city has is suggested by its name."""

from __future__ import annotations

from handlers.data_bureau.duplicates.link_resources import link_resources
from tests.handlers.city import City, verdict
from tests.handlers.data_bureau.declared import DECLARED


def test_entries_whose_names_occur_are_suggested(city: City) -> None:
    city.seed("catalogue", "ML-1", name="路口流量信息", unit_id="GA", summary="流量", items=[], share_type="无条件共享", status="已发布")
    city.seed("catalogue", "ML-2", name="婚姻登记信息", unit_id="MZ", summary="婚姻", items=[], share_type="无条件共享", status="已发布")
    city.seed("system", "SYS-1", name="信号协调控制系统", unit_id="GA", kind="监管", status="运行")
    result = city.run(link_resources, {**DECLARED, "goals": DECLARED["goals"] + "归集路口流量信息。"})
    assert [one["key"] for one in result.variables["linked_resources"]] == ["ML-1", "SYS-1"]
    assert verdict(result, "可关联的资源") == "通过"


def test_nothing_is_suggested_where_nothing_fits(city: City) -> None:
    result = city.run(link_resources, DECLARED)
    assert (result.variables["linked_resources"], verdict(result, "可关联的资源")) == ([], "不适用")
