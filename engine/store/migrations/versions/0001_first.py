"""Every table of the first release, and the triggers of the history.

Until that release the tables are those of `engine.store.schema` as it stands; with it they are frozen here.
"""

from alembic import context, op

from engine.store.migrations.append_only import STATEMENTS
from engine.store.schema import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    connection = op.get_bind()
    for metadata in (METADATA, *context.config.attributes["metadata"]):
        metadata.create_all(connection)
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Never: a history is not deleted."""
    raise NotImplementedError("a database with a history is never taken down")
