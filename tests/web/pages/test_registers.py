"""Registers as pages: searched, sorted and leafed through in the database, exported, and each row with the cases behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from engine.house import Tx
from tests.web.setting import OTHER_PROJECT, OTHER_UNIT, PROJECT, UNIT, World, seed, words_of
from web.site import NAME


def more(world: World, count: int) -> None:
    """More projects of the unit: number n costs n 万元."""
    def fill(tx: Tx) -> None:
        for at in range(1, count + 1):
            number = f"HA-2027-G-{at:04}"
            seed(tx, "project", number, project_no=number, name=f"项目{at}", unit_id=UNIT, total_investment=Decimal(at),
                 approved_on=f"2027-01-{at:02}", flags=[])

    world.house.perform(fill)


def shown(page: str) -> list[str]:
    """The keys of a list in their order."""
    return [part.partition('"')[0] for part in page.split('href="/registers/project/rows/')[1:]]


def test_the_registers_are_listed_by_their_names(world: World) -> None:
    page = words_of(world.person("accept").get("/registers"))
    for name in ("项目", "储备库", "年度计划", "联合评审", "专家"):
        assert name in page


def test_rows_are_found_by_words_by_unit_and_by_days(world: World) -> None:
    more(world, 20)
    browser = world.person("accept")
    assert shown(browser.get("/registers/project?words=交通 信号").text) == [OTHER_PROJECT]
    assert shown(browser.get("/registers/project?words=100%25").text) == []
    assert shown(browser.get(f"/registers/project?unit={OTHER_UNIT}").text) == [OTHER_PROJECT]
    dated = browser.get("/registers/project?day=approved_on&since=2027-01-02&until=2027-01-03").text
    assert shown(dated) == ["HA-2027-G-0002", "HA-2027-G-0003"]


def test_money_is_sorted_as_numbers_and_pages_follow_one_another(world: World) -> None:
    more(world, 28)
    browser = world.person("accept")
    up = shown(browser.get("/registers/project?sort=total_investment").text)
    assert up == [f"HA-2027-G-{at:04}" for at in range(1, 26)]
    rest = shown(browser.get("/registers/project?sort=total_investment&offset=25").text)
    assert rest == [f"HA-2027-G-{at:04}" for at in (26, 27, 28)] + [PROJECT, OTHER_PROJECT]
    down = shown(browser.get("/registers/project?sort=total_investment&order=down").text)
    assert down[:3] == [PROJECT, OTHER_PROJECT, "HA-2027-G-0028"]


@pytest.mark.parametrize("asked", ["sort=nothing", "day=name&since=2027-01-01", "since=yesterday&day=approved_on", "offset=x"])
def test_what_no_column_answers_to_is_passed_over(world: World, asked: str) -> None:
    assert shown(world.person("accept").get(f"/registers/project?{asked}").text) == [PROJECT, OTHER_PROJECT]


def test_a_unit_sees_its_own_rows_and_nobody_elses(world: World) -> None:
    clerk = world.person("clerk")
    assert shown(clerk.get("/registers/project").text) == [PROJECT]
    assert shown(clerk.get(f"/registers/project?unit={OTHER_UNIT}").text) == []
    assert clerk.get(f"/registers/project/rows/{PROJECT}").status_code == 200
    assert clerk.get(f"/registers/project/rows/{OTHER_PROJECT}").status_code == 404
    assert OTHER_PROJECT not in str(sheet(clerk.get("/registers/project/export").data))


def test_experts_stay_unknown_to_units_and_departments(world: World) -> None:
    for name in ("clerk", "cac"):
        browser = world.person(name)
        assert "专家" not in words_of(browser.get("/registers")), name
        for path in ("/registers/expert", "/registers/expert_draw/export", "/registers/expert/rows/1"):
            assert browser.get(path).status_code == 403, (name, path)


def test_no_register_and_no_row(world: World) -> None:
    browser = world.person("accept")
    assert browser.get("/registers/planets").status_code == 404
    assert "请核对编号" in words_of(browser.get("/registers/project/rows/HA-0"))


def sheet(content: bytes) -> list[tuple[object, ...]]:
    """The rows of a workbook's sheet."""
    return list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_the_export_has_every_field_and_the_filter_of_the_list(world: World) -> None:
    head, *rows = sheet(world.person("accept").get("/registers/project/export?words=交通").data)
    told = dict(zip(head, rows[0], strict=True))
    assert len(rows) == 1
    assert (told["项目编号"], told["批复总投资（万元）"], told["可投入使用"]) == (OTHER_PROJECT, 1286.5, "否")


def test_an_export_that_would_be_cut_is_refused(world: World) -> None:
    wide = world.app.extensions[NAME]
    world.app.extensions[NAME] = replace(wide, settings=replace(wide.settings, export_max_rows=1))
    assert world.person("accept").get("/registers/project/export?words=交通").status_code == 200
    refused = world.person("accept").get("/registers/project/export")
    assert refused.status_code == 422 and "超过 1 条" in words_of(refused)


def test_a_row_shows_the_case_that_changed_it_from_what_to_what(world: World) -> None:
    def change(tx: Tx) -> None:
        seed(tx, "project", PROJECT, state="验收中")

    world.house.perform(change)
    page = words_of(world.person("clerk").get(f"/registers/project/rows/{PROJECT}"))
    assert "建成 → 验收中" in page
    assert "智慧环保综合监管平台" in page
