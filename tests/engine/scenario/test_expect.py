"""Expectations: each one that is met says nothing, each one that is not says so in words."""

from __future__ import annotations

from typing import Any

import pytest

from engine.house import NoRegisters
from engine.scenario import read
from engine.scenario.expect import unmet
from tests.engine.scenario.drawing import bpmn, chain, end, process, run, start, user

PLAYED = run(
    bpmn(process("p", start(), user("a"), user("b"), end(), chain("start", "a", "b", "end"))), variables={"x": 1},
    answers={"user_tasks": {"a": {"actor": "ann"}, "b": {"actor": "eve", "groups": ["clerk"]}}},
)


class Ledger(NoRegisters):
    """One project."""

    def get(self, register: str, key: str) -> Any:
        return {"state": "建成"} if (register, key) == ("project", "1") else None


def problems(expect: str) -> list[str]:
    refused = '' if "refused" in expect else 'refused = [{ task = "b", code = "user_task.forbidden" }]\n'
    return unmet(read(f'process = "p"\n[expect]\n{refused}{expect}'), PLAYED, Ledger())


@pytest.mark.parametrize("expect", [
    'outcome = "waiting"', 'path = ["a", "b"]', 'path = ["b"]', 'path = []', 'not_visited = ["end"]', 'waiting_at = ["b"]',
    'events = [{ type = "user_task_completed", element_id = "a", actor = "ann" }]',
    'events = [{ type = "element_activated", kind = "userTask" }]', "variables = { x = 1 }",
    'records = [{ register = "project", key = "1", state = "建成" }]',
    'refused = [{ element_id = "b", actor = "eve", code = "user_task.forbidden" }]',
])
def test_what_is_met_says_nothing(expect: str) -> None:
    assert problems(expect) == []


@pytest.mark.parametrize(("expect", "word"), [
    ('outcome = "completed"', "waiting"), ('path = ["b", "a"]', "a does not come"), ('not_visited = ["a"]', "a was visited"),
    ('waiting_at = ["a"]', "['b']"), ('events = [{ type = "user_task_completed", actor = "eve" }]', "none is"),
    ("variables = { x = 2 }", "it is 1"), ("variables = { y = 1 }", "it is null"),
    ('records = [{ register = "project", key = "1", state = "已备案" }]', "建成"),
    ('records = [{ register = "project", key = "2" }]', "there is no"),
    ("refused = []", "eve"), ('refused = [{ task = "a" }, { task = "b" }]', "was not refused"),
])
def test_what_is_not_met_is_told(expect: str, word: str) -> None:
    found = problems(expect)
    assert len(found) == 1 and word in found[0]
