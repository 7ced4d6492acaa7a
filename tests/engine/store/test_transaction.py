"""The database: migrated at once, one writer after the other, and driver errors in our words."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, Text, exc, insert, inspect, select, text

from engine.errors import LostRace, Unavailable
from engine.store import counters, transaction
from engine.store.schema import METADATA, counter
from engine.store.transaction import Database, Transaction, translated
from tests.postgresql import Server
from web.commands.serve import THREADS


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database."""
    database = Database.open(database_url)
    database.migrate()
    yield database
    database.close()


def test_should_bring_up_every_table_and_the_registers(database_url: str) -> None:
    registers = MetaData()
    Table("project", registers, Column("project_no", Text, primary_key=True))
    database = Database.open(database_url, extra_metadata=(registers,))
    assert not database.is_current()
    database.migrate()
    database.migrate()
    assert database.is_current()
    assert {*METADATA.tables, "project"} <= set(inspect(database.engine).get_table_names())
    database.close()


def test_should_commit_or_roll_back(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(insert(counter), {"name": "kept", "value": 1})
    with pytest.raises(RuntimeError), database.transaction() as connection:
        connection.execute(insert(counter), {"name": "lost", "value": 1})
        raise RuntimeError
    with database.reading() as connection:
        connection.execute(insert(counter), {"name": "read", "value": 1})
    with database.reading() as connection:
        assert list(connection.execute(select(counter.c.name)).scalars()) == ["kept"]


def test_should_count_without_gaps(database: Database) -> None:
    def take() -> None:
        with database.transaction() as connection:
            counters.take(Transaction(connection=connection), "document:淮数审:2027")

    def waste() -> None:
        with pytest.raises(RuntimeError), database.transaction() as connection:
            counters.take(Transaction(connection=connection), "document:淮数审:2027")
            raise RuntimeError

    threads = [threading.Thread(target=target) for target in (take, waste) * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.transaction() as connection:
        assert counters.take(Transaction(connection=connection), "document:淮数审:2027") == 6


def test_should_queue_the_writers_of_a_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    first, second = Database.open(url), Database.open(url)
    first.migrate()
    order: list[str] = []

    def slow() -> None:
        with first.transaction():
            entered.set()
            time.sleep(0.05)
            order.append("first")

    entered = threading.Event()
    thread = threading.Thread(target=slow)
    thread.start()
    entered.wait()
    with second.transaction():
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_should_be_durable_and_strict_on_sqlite(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    with database.reading() as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in
                ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")}
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


def test_should_live_in_memory_for_the_player() -> None:
    database = Database.open("sqlite:///:memory:")
    database.migrate()
    with database.transaction() as connection:
        connection.execute(insert(counter), {"name": "kept", "value": 1})
    with database.reading() as connection:
        assert connection.execute(select(counter.c.value)).scalar_one() == 1
    database.close()


def test_should_say_that_a_read_only_database_takes_no_writes(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    database.migrate()
    with pytest.raises(Unavailable, match="readonly"), database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.execute(insert(counter), {"name": "never", "value": 1})


def test_should_say_that_a_database_is_not_there(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path / 'none' / 'one.sqlite3'}", "postgresql+psycopg://nobody@/none?host=/nonexistent"):
        with pytest.raises(Unavailable):
            Database.open(url).migrate()


def test_should_say_that_the_disk_is_full(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    database.migrate()
    with pytest.raises(Unavailable), database.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(2000):
            connection.execute(insert(counter), {"name": f"{number:0100}", "value": 1})
    with database.reading() as connection:
        assert connection.execute(select(counter)).all() == []


class _Told(Exception):
    sqlstate = "40P01"


def test_should_call_a_deadlock_a_lost_race() -> None:
    with pytest.raises(LostRace), translated():
        raise exc.OperationalError("select", {}, _Told())


def test_should_leave_our_own_errors_alone(database: Database) -> None:
    with pytest.raises(exc.ProgrammingError if database.dialect == "postgresql" else Unavailable):
        with database.transaction() as connection:
            connection.execute(text("SELECT nothing FROM nowhere"))


def test_should_have_a_connection_for_each_thread_of_a_server_and_one_to_look_things_up(database: Database) -> None:
    with ExitStack() as everybody:
        for _ in range(THREADS + 1 if database.dialect == "postgresql" else 2):
            everybody.enter_context(database.reading())


@pytest.mark.postgres
def test_should_not_wait_for_ever_for_a_writer_that_was_stopped(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "BUSY_MS", 50)
    with postgresql.database() as url:
        database = Database.open(url)
        with database.transaction("case"), pytest.raises(Unavailable, match="lock timeout"), database.transaction("case"):
            pass
        database.close()


@pytest.mark.postgres
def test_should_take_the_locks_from_a_client_that_is_gone(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "GONE_MS", 50)
    with postgresql.database() as url:
        database = Database.open(url)
        with pytest.raises(Unavailable, match="idle-in-transaction"), database.transaction("case") as connection:
            time.sleep(0.3)
            connection.execute(text("SELECT 1"))
        with database.transaction("case"):
            pass
        database.close()
