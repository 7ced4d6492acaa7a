"""Documents as files: what they were typeset into, and what is still to be tried again."""

from alembic import op

from engine.store.schema import METADATA, document_attempt, document_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the two tables where the first revision has not done so."""
    METADATA.create_all(op.get_bind(), tables=[document_file, document_attempt])


def downgrade() -> None:
    """Never: the files of issued documents would be lost."""
    raise NotImplementedError("a database with a history is never taken down")
