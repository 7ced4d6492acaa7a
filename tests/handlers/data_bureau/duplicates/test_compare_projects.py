"""The same text is refused; what is alike is shown; what is one's own to rebuild is not (S50 to S55)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.handler import Result
from handlers.data_bureau.duplicates.compare_projects import compare_projects
from handlers.data_bureau.reserve import entry
from tests.handlers.city import PROJECT_NO, City, verdict
from tests.handlers.data_bureau.declared import DECLARED, declare

OTHER = "HA-2027-J-0009"
#: The same domain, another business: road works instead of signals.
WORKS = {
    "goals": "建成道路养护计划和病害处置的闭环管理能力，巡查、派单、施工、验收全程留痕，养护资金按病害程度分配。",
    "contents": [{"module": "病害巡查", "functions": "移动端拍照上报坑槽和裂缝，自动派单给养护班组，完工后复核销号。"}],
    "tech_route": "移动端采集图像，后台用目标检测识别病害，地图服务定位路段，工单引擎按路段和班组分派任务。",
}
BOILERPLATE = "本项目按照网络安全等级保护三级和密码应用安全性评估要求建设，依托政务云和电子政务外网统一部署，贯彻落实数字政府建设部署。"


def compared(city: City, other: dict[str, Any], *, unit: str = "GA", year: int = 2027, result: str | None = None, **own: Any) -> Result:
    city.seed("unit", "GA", name="市公安局", kind="市直")
    city.seed("project", OTHER, name="城区信号协调平台", unit_id=unit, plan_year=year, state="入库审核", flags=[])
    declare(city, OTHER, content=entry.content({**DECLARED, **other}), result=result)
    return city.run(compare_projects, {**DECLARED, **own})


def test_the_same_text_is_refused(city: City) -> None:
    result = compared(city, {"goals": f" {DECLARED['goals']}\n"})
    assert verdict(result, "原样重复申报") == "不通过"
    assert result.variables["dup_identical"] is True


@pytest.mark.parametrize(("result", "refused"), [("不予入库", True), ("不予受理", True), ("撤回", False), (None, False)])
def test_the_own_text_may_be_handed_in_again_unless_it_was_refused(city: City, result: str | None, refused: bool) -> None:
    declare(city, PROJECT_NO, result=result)
    assert city.run(compare_projects, DECLARED).variables["dup_identical"] is refused


@pytest.mark.parametrize(("unit", "year", "split"), [("JT", 2027, "存疑"), ("JT", 2026, "通过"), ("GA", 2027, "通过")])
def test_a_second_phase_of_the_same_unit_in_the_same_year_is_a_split(city: City, unit: str, year: int, split: str) -> None:
    phase = {"goals": DECLARED["goals"].replace("全市统一", "二期扩大到县区的"), "tech_route": DECLARED["tech_route"] + "二期沿用。"}
    result = compared(city, phase, unit=unit, year=year)
    assert result.variables["dup_level"] == "高"
    assert verdict(result, "疑似拆分申报") == split
    assert result.variables["dup_identical"] is False
    (told,) = result.variables["dup_alerts"]
    assert told["alert_id"] == f"DUP-{OTHER}" and "城区信号协调平台" in told["alert"]


def test_the_same_domain_with_another_business_is_no_duplicate(city: City) -> None:
    result = compared(city, WORKS)
    assert (result.variables["dup_level"], result.variables["dup_matches"]) == ("低", [])
    assert verdict(result, "相似项目") == "通过"


def test_boilerplate_makes_nothing_alike_and_hides_nothing(city: City) -> None:
    added = {name: BOILERPLATE + WORKS[name] for name in ("goals", "tech_route")}  # type: ignore[operator]
    own = {name: BOILERPLATE + DECLARED[name] for name in ("goals", "tech_route")}
    assert compared(city, {**WORKS, **added}, **own).variables["dup_level"] == "低"
    assert compared(city, {}, **own).variables["dup_level"] == "高"


@pytest.mark.parametrize(("related", "level"), [
    ([], "高"), ([{"system_no": "SYS-1", "name": "信号系统", "relation": "改建扩建"}], "低"),
])
def test_a_system_that_is_rebuilt_is_not_a_duplicate_of_itself(city: City, related: list[dict[str, str]], level: str) -> None:
    functions = [f"{row['module']} {row['functions']}" for row in DECLARED["contents"]]
    city.seed("system", "SYS-1", name="信号系统", unit_id="JT", kind="监管", status="运行", functions=functions)
    assert city.run(compare_projects, {**DECLARED, "related_systems": related}).variables["dup_level"] == level


def test_the_pool_is_compared_too_and_the_nearest_comes_first(city: City) -> None:
    row = {"plan_year": 2027, "amount": 1, "entered_on": "2026-01-01", "valid_until": "2028-01-01", "status": "已入库"}
    texts = {name: DECLARED[name] for name in ("goals", "contents", "tech_route")}
    city.seed("reserve", "CB-1", project_no="A", name="甲", unit_id="GA", **row, **texts)
    city.seed("reserve", "CB-2", project_no="B", name="乙", unit_id="GA", **row, **{**texts, "goals": WORKS["goals"]})
    found = city.run(compare_projects, {**DECLARED, "goals": DECLARED["goals"] + "另行扩展。"}).variables["dup_matches"]
    assert [one["key"] for one in found] == ["A", "B"]
    assert found[0]["by_dimension"]["主要内容"] == 100
