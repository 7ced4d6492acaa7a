"""Snapshots: complete when loaded, written by the scopes that changed, and never trusted when they are old."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import process_instance
from engine.errors import LostRace
from engine.house import House, Tx
from engine.store import history, snapshots
from tests.engine.setting import ANN, MONDAY, REVIEW, deploy


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review`."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, REVIEW)
    return house


def begin(tx: Tx) -> str:
    """A new case."""
    return process_instance.start(tx, "review", variables={"n": 1}, actor=ANN, at=MONDAY, business_key="HA-1")


def test_should_load_state_scopes_and_head_of_an_instance(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        head = tx.heads.pop(key)
        stored = snapshots.load(tx, key)
        assert stored is not None and stored.state is not None
        assert stored.business_key == "HA-1"
        assert stored.scopes[key] == '{"n":1}'
        assert tx.heads[key] == head == history.head(tx, key)
        assert snapshots.load(tx, "770000000") is None


def test_should_write_only_the_scopes_that_changed(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        snapshots.save(tx, key, "{}", {"a": "1", "b": "1"}, ())
        snapshots.save(tx, key, "{}", {"b": "2"}, {"a"})
        scopes = snapshots.scopes(tx, key)
        assert (scopes[key], scopes["b"], "a" in scopes) == ('{"n":1}', "2", False)


def test_should_not_trust_what_is_older_than_the_history(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        head = tx.heads[key]
        tx.heads[key] = (head[0] - 1, "")
        snapshots.save(tx, key, "{}", {}, ())
        del tx.heads[key]
        stored = snapshots.load(tx, key)
        assert stored is not None
        assert (stored.state, stored.scopes) == (None, {})
        assert tx.heads[key] == head


def test_should_lose_the_race_when_the_history_has_moved_since_it_was_looked_at(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        tx.heads[key] = (tx.heads[key][0] - 1, "")
        with pytest.raises(LostRace):
            snapshots.load(tx, key)


def test_should_forget(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        snapshots.forget(tx, key)
        stored = snapshots.load(tx, key)
        assert stored is not None and stored.state is None
        assert snapshots.scopes(tx, key) == {}
