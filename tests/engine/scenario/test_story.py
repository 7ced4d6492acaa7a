"""Scenario files as owners write them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from engine.errors import Invalid
from engine.scenario import START, read

WHOLE = """
title = "第35天补交"
process = "filing"
clauses = ["27"]
at = "2027-02-01T09:00:00+08:00"
until = "P40D"
calendar = "2027.csv"
[variables]
acceptance_date = 2027-01-31
cost = 312.50
[[registers]]
register = "project"
key = "HA-1"
state = "建成"
[[user_tasks.submit]]
after = "P34D"
actor = "unit.clerk"
[expect]
outcome = "completed"
path = ["submit"]
"""


def test_a_whole_scenario() -> None:
    found = read(WHOLE)
    assert (found.title, found.process, found.clauses, found.calendar) == ("第35天补交", "filing", ("27",), "2027.csv")
    assert found.script.variables == {"acceptance_date": "2027-01-31", "cost": Decimal("312.50")}
    assert found.script.until == found.script.at + timedelta(days=40)
    assert (found.script.handlers, found.script.profile, found.script.processes) == (True, "chengxu", ("filing",))
    assert found.registers == ({"register": "project", "key": "HA-1", "state": "建成"},)
    assert found.expect == {"outcome": "completed", "path": ["submit"]}


def test_little_is_needed() -> None:
    assert read('process = "p"').script.at == START


@pytest.mark.parametrize(("text", "path"), [
    ("process = ", "."), ('title = "x"', "process"), ('process = "p"\nanswer = 1', "answer"),
    ('process = "p"\nclauses = "27"', "clauses"), ('process = "p"\n[expect]\npaths = []', "expect.paths"),
    ('process = "p"\n[expect]\nevents = [1]', "expect.events"), ('process = "p"\nat = "soon"', "at, until"),
    ('process = "p"\n[user_tasks.a]\nafter = "soon"', "user_tasks.a.after"),
])
def test_what_is_wrong_is_told_with_its_place(text: str, path: str) -> None:
    with pytest.raises(Invalid) as raised:
        read(text)
    assert raised.value.data["path"] == path
