"""The sample city, filled in: work for everybody, by answers that the forms would take, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from config import sample
from config.settings import Settings
from engine import deployment, incident, people, process_instance, user_task
from engine.house import House
from web import demo
from web.cli import main
from web.demo import Filled
from web.forms import definition
from web.forms.check import Around, visible
from web.wiring import open_house

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with the shipped processes and the sample city. The tests only look at it."""
    home = str(tmp_path_factory.mktemp("city"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHENGXU_HOME", home)
        assert main(["init", "--json"]) == 0
    house = open_house(Settings.load({"CHENGXU_HOME": home}))
    assert demo.fill(house, NOW) == Filled(accounts=len(sample.people()[1]), rows=len(sample.rows()), cases=len(sample.cases()))
    yield house
    house.database.close()


def test_filling_twice_changes_nothing(city: House) -> None:
    assert demo.fill(city, NOW) == Filled(accounts=0, rows=0, cases=0)


@pytest.mark.parametrize(("username", "tasks"), [
    ("unit.clerk", {"submit_report", "submit_filing"}), ("data.accept", {"accept_report"}), ("rs.clerk", {"apply_acceptance"}),
    ("hospital.clerk", {"resolve_blockers"}), ("cac.reviewer", {"confirm_by_department"}),
    ("sca.reviewer", {"confirm_by_department"}), ("wl.clerk", set()), ("auditor", set()),
])
def test_work_lists(username: str, tasks: set[str], city: House) -> None:
    with city.reading() as tx:
        assert {task["element_id"] for task in user_task.inbox(tx, people.actor(tx, username))} == tasks


def test_only_the_case_that_is_there_for_operators_is_stuck(city: House) -> None:
    with city.reading() as tx:
        assert [(row["business_key"], row["code"]) for row in incident.list_open(tx)] == [("HA-2026-J-0012", "parameter.start")]
        assert {row["state"] for row in process_instance.search(tx)} == {"active"}


def test_the_forms_would_take_what_people_answered(city: House) -> None:
    with city.reading() as tx:
        for case in sample.cases():
            (found,) = process_instance.search(tx, business_key=case.project, process_id=case.process)
            done = {task["element_id"]: task for task in user_task.search(tx, instance_key=found["instance_key"], state="completed")}
            for step in case.steps:
                form = deployment.form(tx, found["pins"], done[step.task]["form_id"])
                assert wrong(form, step.variables) == []


def wrong(form: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """What the form would say to these answers; a question that is not shown is not required."""
    shown = visible(definition.read(form), values, Around(case={}, now=NOW, files={}, people={}))
    schema = {**form, "required": [name for name in form["required"] if name in shown], "additionalProperties": False}
    return [error.message for error in Draft202012Validator(schema).iter_errors(values)]
