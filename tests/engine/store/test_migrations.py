"""A database of an older release is brought up: its history verifies, replays and rebuilds as before."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from engine import audit, process_instance, user_task
from engine.house import House
from engine.store.migrations.append_only import STATEMENTS
from tests.engine.setting import ANN, LOOP, MONDAY, deploy

#: How the tables that 0004 turns were made before it, from how they are made now.
FORMER = ((r" WITHOUT ROWID", ""), (r"digest BLOB", "digest TEXT"))


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `loop`."""
    mine = build()
    with mine.transaction() as tx:
        deploy(tx, LOOP)
    return mine


def complete(house: House, case: str) -> None:
    """Complete the case's open task, and come to the next."""

    def work(tx: object) -> None:
        [task] = user_task.search(tx, instance_key=case, state="created")  # type: ignore[arg-type]
        user_task.complete(tx, task["key"], variables={"more": True, "n": task["version"]}, actor=ANN, at=MONDAY)  # type: ignore[arg-type]

    house.perform(work)


def age(connection: Connection) -> None:
    """Make the database what the release before 0004 left."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "postgresql":
        for name in ("digest", "body_digest"):
            run(f"ALTER TABLE history_event ALTER COLUMN {name} TYPE text USING encode({name}, 'hex')")
        run("DROP INDEX user_task_assignee")
        run("CREATE INDEX user_task_assignee ON user_task (assignee, state)")
    else:
        for [trigger] in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            run(f"DROP TRIGGER {trigger}")
        for name, made in run("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'").all():
            _copy(connection, name, made)
        for statement in STATEMENTS["sqlite"]:
            run(statement)
    run("UPDATE snapshot SET state = '{\"instance\":\"1\",\"tokens\":[]}'")
    run("UPDATE alembic_version SET version_num = '0003'")


def _copy(connection: Connection, name: str, made: str) -> None:
    run = connection.exec_driver_sql
    indexes = run("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?", (name,)).all()
    for index, _ in indexes:
        run(f"DROP INDEX {index}")
    run(f"ALTER TABLE {name} RENAME TO turned")
    for pattern, former in FORMER:
        made = re.sub(pattern, former, made)
    run(made)
    columns = [row[1] for row in run(f"PRAGMA table_info({name})").all()]
    values = [f"lower(hex({column}))" if name == "history_event" and "digest" in column else column for column in columns]
    run(f"INSERT INTO {name} SELECT {', '.join(values)} FROM turned")
    run("DROP TABLE turned")
    for _, statement in indexes:
        run(statement)


def test_should_bring_up_a_database_of_the_release_before(house: House) -> None:
    with house.transaction() as tx:
        case = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    for _ in range(3):
        complete(house, case)
    with house.reading() as tx:
        before = process_instance.history(tx, case)
        heads = audit.heads(tx)
    with house.database.transaction() as connection:
        age(connection)
    assert not house.database.is_current()

    house.database.migrate()

    assert house.database.is_current()
    with house.reading() as tx:
        assert process_instance.history(tx, case) == before
        assert audit.heads(tx) == heads
    complete(house, case)
    with house.reading() as tx:
        assert [audit.verify(tx, stream, head) for stream, head in heads.items()] == [[]] * len(heads)
        assert audit.replay(tx, case) == []
    assert audit.rebuild(house) == []


def test_should_guard_the_history_as_before(house: House) -> None:
    with house.database.transaction() as connection:
        age(connection)
    house.database.migrate()
    with pytest.raises(Exception, match="append-only"), house.database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM history_event")
