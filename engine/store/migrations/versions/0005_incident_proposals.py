"""Incidents: who proposed what instead of a step that cannot go on, why one was resolved, and where it is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
COLUMNS = ("reason", "proposed_by", "proposed_at", "proposal", "scope")


def upgrade() -> None:
    """Add the columns where the first revision has not done so."""
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("incident")}
    for name in COLUMNS:
        if name not in there:
            op.add_column("incident", sa.Column(name, sa.Text))


def downgrade() -> None:
    """Never: what was proposed would be lost."""
    raise NotImplementedError("a database with a history is never taken down")
