"""The case page: the history in words, the case as it stood at a step, verification that finds tampering."""

from __future__ import annotations

import sqlite3

import pytest

from tests.web import answers
from tests.web.setting import World, tree, words_of


@pytest.fixture
def case(world: World) -> tuple[World, str]:
    """A case whose report was handed in and checked."""
    clerk = world.person("clerk")
    key = clerk.start()
    clerk.submit(key, answers.REPORT, "construction_report")
    return world, str(int(key) // 10_000_000 * 10_000_000)


def test_where_it_is_and_who_has_it(case: tuple[World, str]) -> None:
    world, key = case
    text = words_of(world.person("auditor").get(f"/cases/{key}"))
    assert "智慧环保综合监管平台" in text and "办理中" in text
    assert "受理系统建设报告：数据局受理人" in text


def test_the_history_has_one_step_a_fact_with_its_files(case: tuple[World, str]) -> None:
    world, key = case
    page = tree(world.person("auditor").get(f"/cases/{key}").text)
    steps = [one for one in page.iter("li") if one.get("data-step")]
    told = [str(one.get("data-text")) for one in steps]
    assert told[:2] == ["发起办理", "办结「提交系统建设报告」"]
    assert "材料「build_report.pdf」" in "".join(steps[1].itertext())
    assert len([one for one in told if one.startswith("自动核查")]) == 7


def test_a_step_shows_the_data_as_they_were_then(case: tuple[World, str]) -> None:
    world, key = case
    auditor = world.person("auditor")
    assert "build_investment" not in auditor.get(f"/cases/{key}?step=1").text
    assert "build_investment" in auditor.get(f"/cases/{key}?step=2").text


@pytest.mark.parametrize("step", ["0", "999999", "x", "-1", "1e3"])
def test_any_step_gives_a_page(case: tuple[World, str], step: str) -> None:
    world, key = case
    assert world.person("auditor").get(f"/cases/{key}?step={step}").status_code == 200


def test_a_whole_history_verifies_and_replays(case: tuple[World, str]) -> None:
    world, key = case
    assert "核验通过" in words_of(world.person("auditor").post(f"/cases/{key}/verify"))


def test_a_changed_history_is_found(case: tuple[World, str]) -> None:
    world, key = case
    with sqlite3.connect(world.home / "chengxu.sqlite3") as raw:
        triggers = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE history_event SET actor = 'somebody' WHERE stream = ? AND sequence = 2", (key,))
    assert "处不一致" in words_of(world.person("auditor").post(f"/cases/{key}/verify"))


def test_the_diagram_comes_as_a_file(case: tuple[World, str]) -> None:
    world, key = case
    answer = world.person("auditor").get(f"/cases/{key}/diagram")
    assert answer.mimetype == "application/xml" and b"construction_report" in answer.data
    assert answer.headers["Content-Disposition"].startswith("attachment")
