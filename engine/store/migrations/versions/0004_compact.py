"""Less to write: digests as bytes, rows in the tree of their key, snapshots a line a token. No digest changes."""

from alembic import op
from sqlalchemy import Connection, Table, inspect

from engine.store.migrations.append_only import STATEMENTS
from engine.store.schema import CACHE, CASE_PROJECTIONS, history_body, history_event, scope, user_task

revision = "0004"
down_revision = "0003"

_DIGESTS = ("body_digest", "digest")


def upgrade() -> None:
    """Turn what an older release has made; a new database has nothing to turn."""
    connection = op.get_bind()
    if _new(connection):
        return
    # The cache is made anew from the facts.
    for table in CACHE:
        connection.exec_driver_sql(f"DELETE FROM {table.name}")
    if connection.dialect.name == "sqlite":
        _rebuild(connection)
    else:
        _alter(connection)


def _new(connection: Connection) -> bool:
    columns = {column["name"]: column["type"] for column in inspect(connection).get_columns(history_event.name)}
    return str(columns["digest"]) in ("BLOB", "BYTEA")


def _alter(connection: Connection) -> None:
    for name in _DIGESTS:
        connection.exec_driver_sql(f"ALTER TABLE history_event ALTER COLUMN {name} TYPE bytea USING decode({name}, 'hex')")
    connection.exec_driver_sql("DROP INDEX user_task_assignee")
    next(index for index in user_task.indexes if index.name == "user_task_assignee").create(connection)


def _rebuild(connection: Connection) -> None:
    connection.connection.driver_connection.create_function("bytes", 1, bytes.fromhex, deterministic=True)  # type: ignore[union-attr]
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'history_%'"
    for name in connection.exec_driver_sql(triggers).scalars().all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in (history_event, history_body, scope, *CASE_PROJECTIONS):
        _copy(connection, table)
    for statement in STATEMENTS["sqlite"]:
        connection.exec_driver_sql(statement)


def _copy(connection: Connection, table: Table) -> None:
    old = [column["name"] for column in inspect(connection).get_columns(table.name)]
    kept = [column.name for column in table.columns if column.name in old]
    values = [f"bytes({name})" if table is history_event and name in _DIGESTS else name for name in kept]
    for index in inspect(connection).get_indexes(table.name):
        connection.exec_driver_sql(f"DROP INDEX {index['name']}")
    connection.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO old_{table.name}")
    table.create(connection)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({', '.join(kept)}) SELECT {', '.join(values)} FROM old_{table.name}"
    )
    connection.exec_driver_sql(f"DROP TABLE old_{table.name}")


def downgrade() -> None:
    """Never: a history is not deleted."""
    raise NotImplementedError("a database with a history is never taken down")
