"""Idempotency keys: one effect, one answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import idempotency
from engine.errors import Conflict, LostRace
from engine.house import House
from tests.engine.setting import HOUR, MONDAY


def test_should_give_the_same_answer_again(build: Callable[..., House]) -> None:
    house = build()
    with house.transaction() as tx:
        assert idempotency.answered(tx, "k", "ann", "POST /tasks/1") is None
        idempotency.remember(tx, "k", "ann", "POST /tasks/1", {"status": 303}, at=MONDAY)
        assert idempotency.answered(tx, "k", "ann", "POST /tasks/1") == {"status": 303}
        idempotency.forget(tx, MONDAY + HOUR)
        assert idempotency.answered(tx, "k", "ann", "POST /tasks/1") is None


@pytest.mark.parametrize(("username", "request_"), [("bob", "POST /tasks/1"), ("ann", "POST /tasks/2")])
def test_should_refuse_a_key_that_was_used_for_something_else(
    build: Callable[..., House], username: str, request_: str
) -> None:
    house = build()
    with house.transaction() as tx:
        idempotency.remember(tx, "k", "ann", "POST /tasks/1", {}, at=MONDAY)
        with pytest.raises(Conflict):
            idempotency.answered(tx, "k", username, request_)


def test_should_see_that_the_same_request_is_being_done_twice(build: Callable[..., House]) -> None:
    house = build()
    with house.transaction() as tx:
        idempotency.remember(tx, "k", "ann", "POST /tasks/1", {}, at=MONDAY)
    with pytest.raises(LostRace), house.transaction() as tx:
        idempotency.remember(tx, "k", "ann", "POST /tasks/1", {}, at=MONDAY)
