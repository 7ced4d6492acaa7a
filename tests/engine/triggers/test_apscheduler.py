"""The ticker: runs what is due by the given clock, and survives a database that is away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import process_instance
from engine.handler import Job, Result
from engine.house import Database, House
from engine.triggers import apscheduler
from tests.engine.setting import ANN, CHECK, HOUR, MONDAY, REVIEW, Clock, check, deploy


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review` and `check`."""
    house = build(handlers=check("office.check", lambda job: Result()))
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        deploy(tx, CHECK)
    return house


def test_should_do_everything_that_is_due_in_one_tick(house: House) -> None:
    clock = Clock()
    with house.transaction() as tx:
        late = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        checked = process_instance.start(tx, "check", variables={}, actor=ANN, at=MONDAY)
    apscheduler.tick(house, clock)
    with house.reading() as tx:
        assert process_instance.get(tx, checked)["state"] == "completed"
        before = len(process_instance.history(tx, late))
    clock.now = MONDAY + HOUR
    apscheduler.tick(house, clock)
    with house.reading() as tx:
        assert len(process_instance.history(tx, late)) > before


def test_should_tick_by_itself(house: House) -> None:
    key = house.perform(lambda tx: process_instance.start(tx, "check", variables={}, actor=ANN, at=MONDAY))
    ticker = apscheduler.start(house, Clock(), seconds=1)
    try:
        deadline = time.monotonic() + 20
        state = "active"
        while state == "active" and time.monotonic() < deadline:
            time.sleep(0.05)
            with house.reading() as tx:
                state = process_instance.get(tx, key)["state"]
    finally:
        ticker.shutdown()
    assert state == "completed"


def test_should_wait_for_the_next_tick_when_the_database_is_away(caplog: pytest.LogCaptureFixture, house: House) -> None:
    away = replace(house, database=Database.open("sqlite:////nonexistent/none.sqlite3"))
    apscheduler.tick(away, Clock())
    assert "nothing runs" in caplog.text


def test_should_finish_one_piece_of_work_and_stop(build: Callable[..., House]) -> None:
    started, finished = threading.Event(), []

    def slow(job: Job) -> Result:
        started.set()
        time.sleep(0.2)
        finished.append(job.id)
        return Result()

    house = build(handlers=check("office.check", slow))
    with house.transaction() as tx:
        deploy(tx, CHECK)
    for _ in range(5):
        house.perform(lambda tx: process_instance.start(tx, "check", variables={}, actor=ANN, at=MONDAY))
    ticker = apscheduler.start(house, Clock(), seconds=1)
    assert started.wait(20)
    ticker.shutdown()
    assert len(finished) == 1
    with house.reading() as tx:
        assert len(process_instance.search(tx, state="completed")) == 1


def test_should_clear_up_later_when_the_database_is_away(caplog: pytest.LogCaptureFixture, house: House) -> None:
    apscheduler.tidy(house, Clock())
    assert caplog.text == ""
    apscheduler.tidy(replace(house, database=Database.open("sqlite:////nonexistent/none.sqlite3")), Clock())
    assert "nothing is cleared" in caplog.text
