"""User tasks: one winner, clear words for everybody else, and a work list that shows what one may take."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from engine import draft, process_instance, user_task
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.events import Event, Recorded
from engine.house import Actor, House, Tx
from tests.engine.setting import ANN, BOB, EVE, HOUR, LOOP, MONDAY, REVIEW, deploy


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review`."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, REVIEW)
    return house


def begin(tx: Tx, process_id: str = "review") -> str:
    """The key of the first task of a new case."""
    case = process_instance.start(tx, process_id, variables={}, actor=EVE, at=MONDAY, business_key="HA-1")
    return str(user_task.search(tx, instance_key=case)[0]["key"])


def test_should_not_complete_what_another_has_claimed_in_the_meantime(build: Callable[..., House]) -> None:
    house, other = build(), build()
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        case = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        [task] = user_task.search(tx, instance_key=case)
    told: list[Tx] = []

    def complete(tx: Tx) -> None:
        told.append(tx)
        get = user_task.queries.get

        def claimed_meanwhile(*given: Any) -> Any:
            found = get(*given)
            if len(told) == 1:
                with other.transaction() as theirs, monkeypatch.context() as plain:
                    plain.setattr(user_task.queries, "get", get)
                    user_task.claim(theirs, task["key"], actor=BOB, at=MONDAY)
            return found

        with monkeypatch.context() as changed:
            changed.setattr(user_task.queries, "get", claimed_meanwhile)
            user_task.complete(tx, task["key"], variables={}, actor=ANN, at=MONDAY)

    monkeypatch = pytest.MonkeyPatch()
    with pytest.raises(Forbidden):
        house.perform(complete)
    assert len(told) == 2


def test_should_show_an_open_task_to_its_candidates_only(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        assert [task["key"] for task in user_task.inbox(tx, ANN)] == [key]
        assert user_task.inbox_count(tx, ANN) == 1
        assert user_task.inbox(tx, EVE) == []
        assert user_task.inbox(tx, Actor("nobody")) == []


def test_should_show_a_claimed_task_to_its_assignee_only(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        user_task.claim(tx, key, actor=ANN, at=MONDAY)
        assert [task["assignee"] for task in user_task.inbox(tx, ANN)] == ["ann"]
        assert user_task.inbox(tx, BOB) == []
        user_task.release(tx, key, actor=ANN, at=MONDAY)
        assert len(user_task.inbox(tx, BOB)) == 1


def test_should_give_everything_a_page_shows(house: House) -> None:
    with house.transaction() as tx:
        task = user_task.get(tx, begin(tx))
    assert task["business_key"] == "HA-1"
    assert task["candidate_groups"] == ["reviewer"]
    assert (task["state"], task["element_id"], task["process_id"]) == ("created", "read", "review")


def test_should_sort_pages_of_the_work_list(house: House) -> None:
    with house.transaction() as tx:
        keys = [begin(tx) for _ in range(3)]
        for sort in ("due_at", "created_at", "priority"):
            pages = [user_task.inbox(tx, ANN, limit=2, offset=offset, sort=sort) for offset in (0, 2)]
            assert [task["key"] for page in pages for task in page] == keys


def test_should_complete_with_variables(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        draft.save(tx, key, "ann", {"opinion": "tes"}, version=0, at=MONDAY)
        user_task.complete(tx, key, variables={"opinion": "同意"}, actor=ANN, at=MONDAY + HOUR)
        task = user_task.get(tx, key)
        assert (task["state"], task["completed_by"]) == ("completed", "ann")
        assert process_instance.variables(tx, task["instance_key"]) == {"opinion": "同意"}
        assert process_instance.get(tx, task["instance_key"])["state"] == "completed"
        assert user_task.inbox(tx, ANN) == []
        assert draft.get(tx, key, "ann") is None


def test_should_say_who_completed_a_task_first(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        user_task.complete(tx, key, variables={}, actor=ANN, at=MONDAY)
        with pytest.raises(Conflict) as refusal:
            user_task.complete(tx, key, variables={}, actor=BOB, at=MONDAY + HOUR)
    assert refusal.value.code == "user_task.over"
    assert refusal.value.data["by"] == "ann"
    assert refusal.value.data["at"] == "2027-01-04T01:00:00.000000Z"


def test_should_refuse_a_stale_page(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        seen = user_task.get(tx, key)["version"]
        user_task.assign(tx, key, "bob", actor=EVE, at=MONDAY)
        user_task.assign(tx, key, "ann", actor=BOB, at=MONDAY)
        with pytest.raises(Conflict) as refusal:
            user_task.complete(tx, key, variables={}, actor=ANN, at=MONDAY, version=seen)
        assert (refusal.value.code, refusal.value.data["by"]) == ("user_task.stale", "bob")
        user_task.complete(tx, key, variables={}, actor=ANN, at=MONDAY, version=refusal.value.data["version"])


@pytest.mark.parametrize("actor", [EVE, Actor("nobody"), Actor("read", frozenset({"review", "reviewer@HA"}))])
def test_should_refuse_whoever_is_no_candidate(house: House, actor: Actor) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        for command in (user_task.claim, user_task.complete):
            more: dict[str, Any] = {"variables": {}} if command is user_task.complete else {}
            with pytest.raises(Forbidden):
                command(tx, key, actor=actor, at=MONDAY, **more)


def test_should_refuse_a_candidate_when_the_task_is_somebody_elses(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        user_task.claim(tx, key, actor=ANN, at=MONDAY)
        with pytest.raises(Conflict, match="claimed"):
            user_task.claim(tx, key, actor=BOB, at=MONDAY)
        for command in (user_task.release, user_task.complete):
            more: dict[str, Any] = {"variables": {}} if command is user_task.complete else {}
            with pytest.raises(Forbidden):
                command(tx, key, actor=BOB, at=MONDAY, **more)


@pytest.mark.parametrize("key", ["10000099", "0", "", "x", "1" * 40, "١٢٣", "10000002 "])
def test_should_not_know_a_key_that_is_none(house: House, key: str) -> None:
    with house.transaction() as tx:
        begin(tx)
        with pytest.raises(NotFound):
            user_task.get(tx, key)


def test_should_refuse_variables_that_are_no_json(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        with pytest.raises(Invalid):
            user_task.complete(tx, key, variables={"amount": 0.1}, actor=ANN, at=MONDAY)


def test_should_have_one_winner_when_two_complete_at_once(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
    together = threading.Barrier(2)
    said: dict[str, str] = {}

    def complete(actor: Actor) -> None:
        together.wait()
        try:
            house.perform(lambda tx: user_task.complete(tx, key, variables={}, actor=actor, at=MONDAY))
            said[actor.name] = "done"
        except Conflict as refusal:
            said[actor.name] = refusal.data["by"]

    threads = [threading.Thread(target=complete, args=(actor,)) for actor in (ANN, BOB)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = "ann" if said["ann"] == "done" else "bob"
    assert sorted(said.values()) == sorted([winner, "done"])


def test_should_keep_a_loop_short_in_the_store(house: House) -> None:
    with house.transaction() as tx:
        deploy(tx, LOOP)
        key = begin(tx, "loop")
        for _ in range(30):
            user_task.complete(tx, key, variables={"more": True}, actor=ANN, at=MONDAY)
            [task] = user_task.inbox(tx, ANN)
            key = task["key"]
        user_task.complete(tx, key, variables={"more": False}, actor=ANN, at=MONDAY)
        assert process_instance.get(tx, task["instance_key"])["state"] == "completed"


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_should_not_decide_about_a_task_that_somebody_has_taken_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.transaction() as tx:
        key = begin(tx)
    advance, tries = process_instance.advance, []

    def late(tx: Tx, case: str, fact: Event) -> list[Recorded]:
        tries.append(fact.type)
        if len(tries) == 1:  # between Ann's look at the task and her fact
            with house.transaction() as other:
                user_task.claim(other, key, actor=BOB, at=MONDAY)
        return advance(tx, case, fact)

    monkeypatch.setattr(process_instance, "advance", late)
    with pytest.raises(Forbidden):
        house.perform(lambda tx: user_task.complete(tx, key, variables={}, actor=ANN, at=MONDAY))
    with house.reading() as tx:
        task = user_task.get(tx, key)
    assert (task["state"], task["assignee"]) == ("created", "bob")


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_should_refuse_by_what_stands_there_when_it_is_decided(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
    tries: list[int] = []

    def stale(tx: Tx) -> None:
        tries.append(1)
        user_task.hold(tx, key)
        seen = user_task.get(tx, key)["version"] if len(tries) > 1 else None
        if len(tries) == 1:  # between the pin and the look
            with house.transaction() as other:
                user_task.assign(other, key, BOB.name, actor=EVE, at=MONDAY)
        user_task.complete(tx, key, variables={}, actor=ANN, at=MONDAY, version=seen)

    with pytest.raises(Forbidden):
        house.perform(stale)
    assert len(tries) == 2
