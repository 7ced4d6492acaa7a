"""`chengxu incidents`: what stands still, as other programs read it, and what an operator does from a shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine import deployment, incident, process_instance
from engine.deployment import SourceFile
from engine.house import SYSTEM
from engine.values import dumps
from tests.web.pages.test_incidents import STUCK
from tests.web.setting import MONDAY, PROJECT, World
from tests.web.test_cli import Answer


@pytest.fixture
def stuck(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A stored house in which one case stands at a gateway."""
    monkeypatch.setenv("CHENGXU_HOME", str(world.home))
    with world.house.transaction() as tx:
        deployment.deploy(tx, [SourceFile(name="stuck.bpmn", content=STUCK)], actor=SYSTEM, at=MONDAY, profile="bpmn")
        process_instance.start(tx, "stuck", variables={"amount": 1}, actor=SYSTEM, at=MONDAY, business_key=PROJECT)
    return world


@pytest.fixture
def key(stuck: World) -> str:
    """Its incident."""
    with stuck.house.reading() as tx:
        return str(incident.list_open(tx)[0]["key"])


def act(capsys: pytest.CaptureFixture[str], action: str, key: str, *more: str, by: str = "operator") -> Answer:
    """One action by an operator."""
    return Answer(capsys, "incidents", action, key, "--by", by, "--reason", "minutes 3", *more, "--json")


def test_the_list_says_what_happened_and_what_to_do(stuck: World, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys, "incidents", "list", "--json")
    [row] = answer.json
    assert (answer.code, row["code"], row["business_key"], row["state"]) == (1, "gateway.no_flow", PROJECT, "open")
    assert "没有一个分支的条件成立" in row["message"]
    assert "Correct what the conditions read" in row["remedy"]
    for options, count in ((("--state", "resolved"), 0), (("--code", "timer.invalid"), 0), (("--state", "all"), 1)):
        assert len(Answer(capsys, "incidents", "list", *options, "--json").json) == count
    assert "共 1 项故障" in Answer(capsys, "incidents", "list").out


def test_a_value_is_corrected_and_the_case_goes_on(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = Answer(capsys, "incidents", "show", key, "--json")
    assert (shown.code, shown.json["scopes"][-1]["variables"]) == (1, {"amount": 1})
    assert act(capsys, "correct", key, "--variables", '{"amount": 15}', "--scope", shown.json["scopes"][-1]["key"]).code == 1
    done = act(capsys, "retry", key)
    assert (done.code, done.json["state"], done.json["resolved_by"], done.json["reason"]) == (0, "resolved", "operator", "minutes 3")
    assert Answer(capsys, "incidents", "list", "--json").code == 0


def test_a_skip_is_proposed_and_waits_for_the_second_person(key: str, stuck: World, capsys: pytest.CaptureFixture[str]) -> None:
    done = act(capsys, "skip", key, "--flow", "c", "--variables", '{"amount": 30}')
    wanted: dict[str, Any] = {"variables": {"amount": 30}, "flows": ["c"], "event": None, "reason": "minutes 3"}
    assert (done.code, done.json["state"], done.json["proposal"]) == (1, "open", wanted)
    assert stuck.person("operator2").post(f"/incidents/{key}/skip/confirm").status_code == 302
    ended = Answer(capsys, "incidents", "show", key, "--json")
    assert (ended.code, ended.json["state"], ended.json["proposed_by"], ended.json["resolved_by"]) == (0, "skipped", "operator", "operator2")


@pytest.mark.parametrize(
    ("arguments", "by"),
    [(("retry", "1"), "operator"), (("retry", "KEY"), "clerk"), (("retry", "KEY"), "security"), (("retry", "KEY"), "nobody"),
     (("retry", "KEY", "--retries", "0"), "operator"), (("skip", "KEY"), "operator"), (("skip", "KEY", "--flow", "x"), "operator"),
     (("correct", "KEY", "--variables", "[1]"), "operator"), (("correct", "KEY", "--variables", "{}", "--scope", "7"), "operator")],
    ids=lambda one: one if isinstance(one, str) else dumps(list(one)),
)
def test_what_cannot_be_is_wrong_use(key: str, arguments: tuple[str, ...], by: str, capsys: pytest.CaptureFixture[str]) -> None:
    action, at, *more = arguments
    answer = act(capsys, action, key if at == "KEY" else at, *more, by=by)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()


def test_nothing_is_done_without_a_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CHENGXU_HOME", str(tmp_path / "nowhere"))
    assert Answer(capsys, "incidents", "list", "--json").code == 2
