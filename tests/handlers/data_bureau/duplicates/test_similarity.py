"""Likeness is plain, deterministic and the same in both directions; layout and stock phrases change nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from handlers.data_bureau.duplicates.similarity import Description, Measure, identity, plain

STOCK = ("网络安全等级保护", "政务云")
WEIGHTS = {"goals": 30, "contents": 50, "tech_route": 20}
SIGNALS = "按实时流量生成路口配时方案，支持绿波、公交优先和应急优先，方案下发前模拟验证。"
CASES = "受理执法案件线索，登记当事人和证据，按裁量基准生成处罚建议，文书在线送达。"


def measure(others: Iterable[Description] = (), least: int = 20) -> Measure:
    return Measure(others, weights=WEIGHTS, stock=STOCK, common=30, least=least)


def likeness(one: str, other: str) -> int:
    return measure().of(Description(contents=one), Description(contents=other)).score


def test_layout_width_and_case_are_not_content() -> None:
    assert plain("Ａ Ｉ，平台。\n") == plain("ai平台")
    assert identity(Description(goals="一、建成 平台")) == identity(Description(goals="一建成平台。"))
    assert identity(Description(goals="甲")) != identity(Description(contents="甲"))


@pytest.mark.parametrize(("one", "other", "low", "high"), [
    (SIGNALS, SIGNALS, 100, 100),
    (SIGNALS, SIGNALS + CASES, 100, 100),
    (SIGNALS, SIGNALS.replace("支持", "并且支持").replace("实时流量", "实时车流"), 60, 95),
    (SIGNALS, CASES, 0, 10),
])
def test_a_part_is_as_alike_as_the_whole_and_another_business_is_not(one: str, other: str, low: int, high: int) -> None:
    assert low <= likeness(one, other) <= high
    assert likeness(one, other) == likeness(other, one)


def test_stock_phrases_do_not_make_two_projects_alike() -> None:
    stock = "网络安全等级保护、政务云、" * 10
    assert likeness(stock + SIGNALS, stock + CASES) <= 10
    assert likeness(stock, stock) == 0


def test_what_many_have_does_not_count() -> None:
    same = "本项目贯彻市委市政府关于优化营商环境的部署要求，提升群众获得感。"
    others = [Description(contents=same + SIGNALS[:at]) for at in range(12)]
    one, other = Description(contents=same + SIGNALS), Description(contents=same + CASES)
    assert measure(others).of(one, other).score <= 10 < measure().of(one, other).score


def test_only_what_both_have_and_is_long_enough_is_judged() -> None:
    found = measure().of(Description(goals=SIGNALS, contents=SIGNALS, tech_route="同上"), Description(contents=SIGNALS, tech_route="同上"))
    assert (found.by_dimension, found.score) == ({"contents": 100}, 100)
    assert measure().of(Description(goals="短"), Description(goals="短")).score == 0


def test_dimensions_weigh_as_they_should() -> None:
    found = measure().of(Description(goals=SIGNALS, contents=SIGNALS), Description(goals=SIGNALS, contents=CASES))
    assert found.score == (30 * 100 + 50 * found.by_dimension["contents"]) // 80
