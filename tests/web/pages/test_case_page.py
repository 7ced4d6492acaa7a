"""The case page: the history in words, the case as it stood at a step, verification that finds tampering."""

from __future__ import annotations

import sqlite3

import pytest

from engine import job_executor, people, process_instance, user_task
from engine.house import SYSTEM, Actor, Tx
from tests.web import answers
from tests.web.setting import MONDAY, PROJECT, UNIT, World, seed, tree, words_of


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


EXPERTS = {"expert.a": "顾言", "expert.b": "宋词", "expert.c": "元曲"}


def invited(tx: Tx) -> str:
    """A case in which three experts are to be drawn."""
    for number, (username, name) in enumerate(EXPERTS.items(), 1):
        people.add(tx, username, display_name=name, password_hash="x", org="", actor=SYSTEM, at=MONDAY)
        people.grant(tx, username, "expert", actor=SYSTEM, at=MONDAY)
        fields = {"name": name, "username": username, "unit_id": "DX", "title": "教授", "fields": ["数据", "密码"], "status": "在库"}
        seed(tx, "expert", f"ZJ-{number}", **fields)
    asked = {"project_no": PROJECT, "unit_id": UNIT, "amount": 150, "purpose": "入库"}
    return process_instance.start(tx, "expert_panel", variables=asked, business_key=PROJECT, actor=SYSTEM, at=MONDAY)


def test_the_applicant_learns_no_name_of_an_expert_and_the_office_does(world: World) -> None:
    key = world.house.perform(invited)
    job_executor.run_instance(world.house, key, MONDAY)
    with world.house.reading() as tx:
        task = next(one for one in user_task.search(tx, instance_key=key) if one["assignee"] == "expert.a")
    accepted = {"reply": "参加", "avoidance_statement": True}
    world.house.perform(lambda tx: user_task.complete(tx, task["key"], variables=accepted, actor=Actor("expert.a"), at=MONDAY))
    seen = {username: words_of(world.person(username).get(f"/cases/{key}")) for username in ("clerk", "review")}
    assert [name for name in EXPERTS.values() if name in seen["clerk"]] == []
    assert [name for name in EXPERTS.values() if name in seen["review"]] == list(EXPERTS.values())
    assert "确认并声明回避：专家" in seen["clerk"]
