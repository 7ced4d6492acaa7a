"""The history: append-only by the database itself, chained, and a lock for whoever writes a stream."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import exc, text

from engine.errors import LostRace, NotFound
from engine.events import GENESIS, Event, body_digest, chain, fact
from engine.store import history
from engine.store.transaction import Database, Transaction
from tests.engine.setting import MONDAY


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database."""
    database = Database.open(database_url)
    database.migrate()
    yield database
    database.close()


def remark(text: str) -> Event:
    """A fact that has no projection."""
    return fact("comment_added", MONDAY, "ann", {"text": text})


def write(database: Database, stream: str, *texts: str) -> None:
    """Append remarks in one transaction."""
    with database.transaction() as connection:
        history.append(Transaction(connection=connection), stream, [remark(text) for text in texts])


def test_should_read_what_was_appended_in_order(database: Database) -> None:
    write(database, "10000000", "一", "二")
    write(database, "10000000", "三")
    with database.reading() as connection:
        read = history.read(Transaction(connection=connection), "10000000")
        tail = history.read(Transaction(connection=connection), "10000000", after=2)
    assert [one.event.body["text"] for one in read] == ["一", "二", "三"]
    assert [one.sequence for one in read] == [1, 2, 3]
    assert read[0].event == remark("一")
    assert tail == read[2:]


def test_should_chain_each_event_to_the_one_before(database: Database) -> None:
    write(database, "10000000", "一", "二")
    with database.reading() as connection:
        first, second = history.read(Transaction(connection=connection), "10000000")
    assert first.digest == chain(GENESIS, "10000000", 1, remark("一"), body_digest({"text": "一"}))
    assert second.digest == chain(first.digest, "10000000", 2, remark("二"), body_digest({"text": "二"}))


def test_should_keep_streams_apart(database: Database) -> None:
    write(database, "10000000", "一")
    write(database, "people", "二")
    with database.reading() as connection:
        tx = Transaction(connection=connection)
        assert history.streams(tx) == ["people", "10000000"]
        assert history.head(tx, "people")[0] == 1
        assert history.head(tx, "nobody") == (0, GENESIS)
        assert history.first(tx, "people").event.body == {"text": "二"}
        with pytest.raises(NotFound):
            history.first(tx, "nobody")


@pytest.mark.parametrize("statement", [
    "UPDATE history_event SET actor = 'eve'",
    "UPDATE history_body SET body = '{}'",
    "DELETE FROM history_event",
    "DELETE FROM history_body",
])
def test_should_refuse_to_change_what_was_recorded(database: Database, statement: str) -> None:
    write(database, "10000000", "一")
    with pytest.raises(exc.DBAPIError, match="append-only"), database.engine.connect() as connection:
        connection.execute(text(statement))


def test_should_refuse_to_replace_or_truncate(database: Database) -> None:
    write(database, "10000000", "一")
    statement = (
        "TRUNCATE history_body" if database.dialect == "postgresql"
        else "INSERT OR REPLACE INTO history_body SELECT stream, sequence, '{}' FROM history_body"
    )
    with pytest.raises(exc.DBAPIError, match="append-only"), database.engine.connect() as connection:
        connection.execute(text(statement))


def test_should_erase_a_body_only_with_the_fact_that_says_so(database: Database) -> None:
    write(database, "10000000", "secret", "open")
    with pytest.raises(exc.DBAPIError, match="append-only"), database.transaction() as connection:
        history.erase_body(Transaction(connection=connection), "10000000", 1)
    with database.transaction() as connection:
        tx = Transaction(connection=connection)
        history.append(tx, "10000000", [fact("body_erased", MONDAY, "ann", {"sequence": 1, "reason": "law"})])
        history.erase_body(tx, "10000000", 1)
    with pytest.raises(exc.DBAPIError, match="append-only"), database.transaction() as connection:
        history.erase_body(Transaction(connection=connection), "10000000", 2)
    with database.reading() as connection:
        read = history.read(Transaction(connection=connection), "10000000")
    assert [dict(one.event.body).get("text") for one in read] == [None, "open", None]


def test_should_let_one_of_two_writers_of_a_stream_win(database: Database) -> None:
    write(database, "10000000", "一")
    with database.reading() as connection:
        late = Transaction(connection=connection)
        seen = history.head(late, "10000000")
    write(database, "10000000", "faster")
    with pytest.raises(LostRace), database.transaction() as connection:
        history.append(Transaction(connection=connection, heads={"10000000": seen}), "10000000", [remark("slower")])
    with database.reading() as connection:
        read = history.read(Transaction(connection=connection), "10000000")
    assert [one.event.body["text"] for one in read] == ["一", "faster"]


def test_should_number_register_changes_over_all_streams(database: Database) -> None:
    seed = fact("register_seeded", MONDAY, "ann", {"register": "unit", "key": "U1", "fields": {}})
    earlier = fact("register_seeded", MONDAY - timedelta(days=9), "ann", {"register": "unit", "key": "U2", "fields": {}})
    for stream, event in (("b", seed), ("a", earlier)):
        with database.transaction() as connection:
            history.record(Transaction(connection=connection), stream, event)
    with database.reading() as connection:
        changes = history.register_changes(Transaction(connection=connection))
    assert [one.event.body["key"] for one in changes] == ["U1", "U2"]
