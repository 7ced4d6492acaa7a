"""Process instances: one way in, and the same story with or without the cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from engine import audit, process_instance, user_task
from engine.errors import Conflict, Invalid, NotFound
from engine.events import fact
from engine.handler import Registers
from engine.house import House
from engine.store import snapshots
from tests.engine.setting import ANN, EVE, HOUR, LOOP, MONDAY, REVIEW, bpmn, deploy, flow
from tests.engine.setting import user_task as task


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review` and `loop`."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        deploy(tx, LOOP)
    return house


def test_should_start_the_newest_version(house: House) -> None:
    with house.transaction() as tx:
        old = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        newer = REVIEW.replace(b'name="review"', b'name="newer"')
        deploy(tx, newer)
        new = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        assert [process_instance.get(tx, key)["version"] for key in (old, new)] == [1, 2]
        assert [process_instance.get(tx, key)["name"] for key in (old, new)] == ["review", "newer"]
        assert process_instance.diagram(tx, old) == REVIEW
        assert process_instance.diagram(tx, new) == newer
        assert [row["version"] for row in process_instance.startable(tx)] == [1, 2]


def test_should_not_start_what_is_not_deployed(house: House) -> None:
    with house.transaction() as tx, pytest.raises(NotFound):
        process_instance.start(tx, "nothing", variables={}, actor=ANN, at=MONDAY)


def test_should_not_start_with_what_is_no_json(house: House) -> None:
    with house.transaction() as tx, pytest.raises(Invalid):
        process_instance.start(tx, "review", variables={"x": 0.5}, actor=ANN, at=MONDAY)


def test_should_begin_a_case_with_everything_that_could_differ_tomorrow(house: House) -> None:
    with house.transaction() as tx:
        key = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY, business_key="HA-1")
        created = process_instance.history(tx, key)[0].event
    assert created.body["calendar"] == "calendar-1"
    assert created.body["parameters"] == {"T05": {"value": 5, "unit": "days"}}
    assert (created.body["parameters_version"], created.body["version"]) == ("2027-1", 1)


def test_should_find_cases(house: House) -> None:
    with house.transaction() as tx:
        one = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY, business_key="HA-1")
        two = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY + HOUR, business_key="HA-1")
        other = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY + HOUR, business_key="HA-2")

        def keys(**wanted: Any) -> list[str]:
            return [row["instance_key"] for row in process_instance.search(tx, **wanted)]

        assert keys(business_key="HA-1") == [two, one]
        assert keys(process_id="loop") == [other, two]
        assert keys(state="completed") == []
        assert keys(limit=1, offset=1) == [two]


def test_should_go_on_when_the_cache_is_lost(house: House) -> None:
    with house.transaction() as tx:
        key = process_instance.start(tx, "loop", variables={"n": 1}, actor=ANN, at=MONDAY)
        for _ in range(3):
            snapshots.forget(tx, key)
            [row] = user_task.inbox(tx, ANN)
            user_task.complete(tx, row["key"], variables={"more": True}, actor=ANN, at=MONDAY)
        assert len(user_task.inbox(tx, ANN)) == 1
        assert audit.replay(tx, key) == []
        assert process_instance.variables(tx, key) == {"n": 1, "more": True}


def test_should_not_use_a_cache_that_is_older_than_the_history(house: House) -> None:
    with house.transaction() as tx:
        key = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
        stored = snapshots.load(tx, key)
        assert stored is not None and stored.state is not None
        process_instance.comment(tx, key, "看过", actor=ANN, at=MONDAY)
        tx.heads[key] = (1, "")
        snapshots.save(tx, key, stored.state, {}, ())
        del tx.heads[key]
        loaded = snapshots.load(tx, key)
        assert loaded is not None and loaded.state is None
        process_instance.comment(tx, key, "又看过", actor=ANN, at=MONDAY)
        assert audit.verify(tx, key) == [] == audit.replay(tx, key)


def test_should_record_what_everybody_does_at_once(house: House) -> None:
    key = house.perform(lambda tx: process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY))
    before = house.perform(lambda tx: len(process_instance.history(tx, key)))

    def remark() -> None:
        for _ in range(5):
            house.perform(lambda tx: process_instance.comment(tx, key, "看过", actor=ANN, at=MONDAY))

    threads = [threading.Thread(target=remark) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.reading() as tx:
        assert len(process_instance.history(tx, key)) == before + 15
        assert audit.verify(tx, key) == [] == audit.replay(tx, key)


def test_should_end_a_case_from_outside(house: House) -> None:
    with house.transaction() as tx:
        key = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        process_instance.terminate(tx, key, "withdrawn", EVE, MONDAY + HOUR)
        case = process_instance.get(tx, key)
        assert (case["state"], case["ended_at"]) == ("terminated", "2027-01-04T02:00:00.000000Z")
        assert user_task.inbox(tx, ANN) == []
        assert {row["state"] for row in process_instance.timeline(tx, key)} <= {"terminated", "completed"}
        with pytest.raises(Conflict):
            process_instance.terminate(tx, key, "again", EVE, MONDAY + HOUR)


def test_should_correct_variables_with_the_reason_in_the_history(house: House) -> None:
    with house.transaction() as tx:
        key = process_instance.start(tx, "review", variables={"amount": 4}, actor=ANN, at=MONDAY)
        process_instance.correct(tx, key, variables={"amount": 400}, reason="typing error", actor=EVE, at=MONDAY)
        assert process_instance.variables(tx, key) == {"amount": 400}
        told = [one.event for one in process_instance.history(tx, key) if one.event.type == "variables_corrected"]
    assert [(event.actor, event.body["reason"]) for event in told] == [("eve", "typing error")]


def test_should_not_know_a_case_that_is_none(house: House) -> None:
    with house.transaction() as tx:
        for ask in (process_instance.get, process_instance.history, process_instance.diagram, process_instance.reads):
            with pytest.raises(NotFound):
                ask(tx, "990000000")
        with pytest.raises(NotFound):
            process_instance.advance(tx, "990000000", fact("comment_added", MONDAY, "ann", {"text": ""}))
        assert process_instance.search(tx) == []


def test_should_keep_the_register_rows_that_a_definition_reads_in_each_fact(build: Callable[..., House]) -> None:
    rows = {"project": {"class": "A"}}

    def reads(registers: Registers, names: Sequence[str], business_key: str | None) -> Mapping[str, Any]:
        return {name: {**rows[name], "project_no": business_key} for name in names}

    house = build(reads=reads)
    content = bpmn(
        "reading", '<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="which" default="which_b"/>', task("a"),
        task("b"), task("first"), flow("start", "first"), flow("first", "which"),
        flow("which", "a", '=project.class = "A"'), flow("which", "b"),
    )
    with house.transaction() as tx:
        deploy(tx, content, reads=("project",))
        key = process_instance.start(tx, "reading", variables={}, actor=ANN, at=MONDAY, business_key="HA-1")
        rows["project"] = {"class": "B"}
        [row] = user_task.inbox(tx, ANN)
        user_task.complete(tx, row["key"], variables={}, actor=ANN, at=MONDAY)
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["b"]
        assert process_instance.reads(tx, key) == {"project": {"class": "B", "project_no": "HA-1"}}
        rows["project"] = {"class": "A"}
        assert audit.replay(tx, key) == []


def test_should_refuse_a_group_that_the_house_does_not_know(build: Callable[..., House]) -> None:
    house = replace(build(), roles=frozenset({"clerk"}))
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        key = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        assert process_instance.get(tx, key)["incidents"] == 1
