"""Bringing a database to the current schema: one Alembic tree for the engine's tables and the registers'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData


def upgrade(connection: Connection, metadata: Sequence[MetaData]) -> None:
    """Create or upgrade every table inside the connection's transaction; `metadata` are the registers'."""
    config = _config()
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Is the database at the newest revision?"""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
