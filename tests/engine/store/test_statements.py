"""Statements handed to the driver: the same rows, types and errors as SQLAlchemy gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import bindparam, exc, insert, select

from engine.house import House, Tx
from engine.store.schema import counter, user_task
from engine.store.statements import fetch, run, together

_TASKS = select(user_task.c.key, user_task.c.due_provisional).order_by(user_task.c.key)
_FIRST = select(counter.c.value).where(counter.c.name > bindparam("after")).order_by(counter.c.name).limit(1)
_COUNT = insert(counter)


@pytest.fixture
def tx(build: Callable[..., House]) -> Iterator[Tx]:
    """An open transaction on an empty database."""
    with build().transaction() as tx:
        yield tx


def test_should_write_one_row_and_many(tx: Tx) -> None:
    run(tx, _COUNT, [{"name": "a", "value": 1}])
    run(tx, _COUNT, [{"name": name, "value": 2} for name in "bcd"])
    assert [row["value"] for row in fetch(tx, select(counter.c.value).order_by(counter.c.name))] == [1, 2, 2, 2]


def test_should_know_the_values_that_stand_in_the_statement_itself(tx: Tx) -> None:
    run(tx, _COUNT, [{"name": name, "value": number} for number, name in enumerate("abc")])
    assert fetch(tx, _FIRST, after="a") == [{"value": 1}]
    assert fetch(tx, _FIRST, after="c") == []


def test_should_give_booleans_and_nulls_as_such(tx: Tx) -> None:
    rows = [{"instance_key": "1", "key": key, "due_provisional": value} for key, value in (("1", True), ("2", False), ("3", None))]
    run(tx, insert(user_task).values({name: bindparam(name) for name in rows[0]}), rows)
    found = [row["due_provisional"] for row in fetch(tx, _TASKS)]
    assert found == [True, False, None]
    assert all(value is None or isinstance(value, bool) for value in found)


def test_should_name_errors_as_sqlalchemy_does(tx: Tx) -> None:
    with pytest.raises(exc.IntegrityError), together(tx):
        run(tx, _COUNT, [{"name": "a", "value": 1}])
        run(tx, _COUNT, [{"name": "a", "value": 2}])
