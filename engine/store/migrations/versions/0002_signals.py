"""Signals: who waits for one, what one starts, and those on their way."""

from alembic import op

from engine.store.schema import METADATA, signal_delivery, signal_start, signal_subscription

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the three tables where the first revision has not done so."""
    METADATA.create_all(op.get_bind(), tables=[signal_subscription, signal_start, signal_delivery])


def downgrade() -> None:
    """Never: subscriptions of living cases would be lost."""
    raise NotImplementedError("a database with a history is never taken down")
