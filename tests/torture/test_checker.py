"""The checker finds what it is there to find: each invariant is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from engine import process_instance, user_task
from engine.house import House
from engine.store.schema import job
from engine.store.schema import process_instance as instances
from tests.engine.setting import ANN, LOOP, MONDAY, deploy
from tests.torture.rig.checker import broken
from tests.torture.rig.record import Record

#: One database is enough: it is the checker that is tested.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
#: The first case of a house.
CASE = "10000000"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record."""
    kept = Record(tmp_path / "record.jsonl")
    yield kept
    kept.close()


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house with one case."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, LOOP)
        process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    return house


def completed(house: House, said: str) -> str:
    """Complete the case's task with a text; the task."""
    with house.transaction() as tx:
        [task] = user_task.search(tx, instance_key=CASE, state="created")
        user_task.complete(tx, task["key"], variables={"said": said, "more": True}, actor=ANN, at=MONDAY)
    return str(task["key"])


def asked(record: Record, said: str, task: str, *answers: int) -> None:
    """A request with its answers."""
    record.asked(said, task, "1", ANN.name)
    for status in answers:
        record.answered(said, status, "/tasks" if status == 302 else "")


def test_a_true_record_has_nothing_against_it(house: House, record: Record) -> None:
    asked(record, "a", completed(house, "a"), 0, 503, 302, 302)
    asked(record, "b", "10000002", 409)
    assert broken(house, record, [CASE]) == []


@pytest.mark.parametrize(("answers", "complaint"), [
    ((200,), "neither done nor a clear conflict"), ((0, 500), "neither done nor a clear conflict"),
    ((302, 409), "different answers"),
])
def test_wrong_answers_are_found(house: House, record: Record, answers: tuple[int, ...], complaint: str) -> None:
    asked(record, "a", completed(house, "a"), *answers)
    assert [complaint in found for found in broken(house, record, [CASE])] == [True]


def test_a_lost_completion_is_found(house: House, record: Record) -> None:
    asked(record, "a", "10000002", 302)
    assert ["acknowledged, but 0 times" in found for found in broken(house, record, [CASE])] == [True]


def test_a_completion_that_nobody_asked_for_is_found(house: House, record: Record) -> None:
    completed(house, "b")
    assert ["without having been requested" in found for found in broken(house, record, [CASE])] == [True]


def test_two_winners_are_found(house: House, record: Record) -> None:
    task = completed(house, "a")
    asked(record, "a", task, 302)
    asked(record, "b", task, 302)
    found = broken(house, record, [CASE])
    assert any("2 winners" in one for one in found) and any("acknowledged, but 0 times" in one for one in found)


def test_a_job_without_its_event_and_a_wrong_projection_are_found(house: House, record: Record) -> None:
    with house.transaction() as tx:
        tx.connection.execute(insert(job).values(instance_key=CASE, key="10000099", state="created", kind="timer"))
    found = broken(house, record, [CASE])
    assert any("without event or row" in one for one in found) and any("kind='row'" in one for one in found)


def test_a_case_that_is_over_too_early_is_found(house: House, record: Record) -> None:
    with house.transaction() as tx:
        tx.connection.execute(update(instances).values(state="completed"))
    assert any("is over with open tasks" in one for one in broken(house, record, [CASE]))
