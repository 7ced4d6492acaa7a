"""The house: a race is run again, a house without ledgers reads nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine import process_instance
from engine.errors import LostRace, Unavailable
from engine.events import Event, fact
from engine.handler import Registers
from engine.house import PAUSES, House, NoRegisters, Tx
from engine.store import history
from tests.engine.setting import ANN, LOOP, MONDAY, deploy


def test_should_run_a_lost_race_again_in_a_new_transaction(build: Callable[..., House]) -> None:
    seen: list[Tx] = []

    def third_time(tx: Tx) -> str:
        seen.append(tx)
        if len(seen) < 3:
            raise LostRace("history.lost_race")
        return "done"

    assert build().perform(third_time) == "done"
    assert len(set(map(id, seen))) == 3


def test_should_hold_up_no_other_writer_until_it_writes(build: Callable[..., House]) -> None:
    first, second = build(), build()

    def read_and_wait(tx: Tx) -> int:
        assert history.head(tx, "people")[0] == 0
        with second.transaction() as other:
            history.record(other, "people", user("bob"))
        return history.head(tx, "calendar")[0]

    assert first.perform(read_and_wait) == 0


def test_should_decide_anew_when_another_was_faster(build: Callable[..., House]) -> None:
    first, second = build(), build()
    seen: list[int] = []

    def add_one(tx: Tx) -> None:
        seen.append(history.head(tx, "people")[0])
        if len(seen) == 1:
            with second.transaction() as other:
                history.record(other, "people", user("bob"))
        history.record(tx, "people", user("ann"))

    first.perform(add_one)
    assert seen == [0, 1]
    with first.reading() as tx:
        assert [one.event.body["username"] for one in history.read(tx, "people")] == ["bob", "ann"]


def user(name: str) -> Event:
    """An account was added."""
    return fact("user_added", MONDAY, "owner", {"username": name})


def test_should_give_up_in_the_end(build: Callable[..., House]) -> None:
    tries: list[int] = []

    def never(tx: Tx) -> None:
        tries.append(1)
        raise LostRace("history.lost_race")

    with pytest.raises(LostRace):
        build().perform(never)
    assert len(tries) == len(PAUSES) + 1


def test_should_not_repeat_what_failed_for_another_reason(build: Callable[..., House]) -> None:
    tries: list[int] = []

    def broken(tx: Tx) -> None:
        tries.append(1)
        raise Unavailable("store.unavailable")

    with pytest.raises(Unavailable):
        build().perform(broken)
    assert tries == [1]


def test_should_find_nothing_in_registers_that_it_does_not_have() -> None:
    registers: Registers = NoRegisters()
    assert registers.get("unit", "U1") is None
    assert registers.find("unit", name="x") == ()


def test_should_give_everybody_a_turn_who_writes_one_case_at_the_same_moment(build: Callable[..., House]) -> None:
    rivals = 40
    house = build()
    with house.transaction() as tx:
        deploy(tx, LOOP)
        case = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    barrier = Barrier(rivals)

    def remark(number: int) -> None:
        barrier.wait(timeout=60)
        house.perform(lambda tx: process_instance.comment(tx, case, str(number), actor=ANN, at=MONDAY))

    with ThreadPoolExecutor(rivals) as pool:
        list(pool.map(remark, range(rivals)))
    with house.reading() as tx:
        said = [one.event.body["text"] for one in process_instance.history(tx, case) if one.event.type == "comment_added"]
        assert sorted(said, key=int) == [str(number) for number in range(rivals)]
