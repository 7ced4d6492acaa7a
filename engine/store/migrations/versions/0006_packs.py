"""Packed streams: the table, and triggers that let events go into it."""

from alembic import op

from engine.store.migrations.append_only import STATEMENTS, TABLES
from engine.store.schema import METADATA, history_pack

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table where the first revision has not done so, and the triggers anew."""
    connection = op.get_bind()
    METADATA.create_all(connection, tables=[history_pack])
    if connection.dialect.name == "sqlite":
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'history_%'"
        for name in connection.exec_driver_sql(named).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        for table in TABLES:
            for kind in ("append_only", "no_truncate"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_{kind} ON {table}")
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Never: packed histories would be lost."""
    raise NotImplementedError("a database with a history is never taken down")
