"""What changed a row of a register: an index into the history, made by the same projection, so that a row finds its cases at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, func, select

from engine.events import Recorded
from engine.values import Json, to_utc
from handlers.registers.register import JsonText
from handlers.registers.tables import metadata

#: `changes`: {field: [old, new]} of the fields that are another value now. `ordinal` counts a row's changes from 1.
CHANGES = Table(
    "register_change", metadata,
    Column("register", Text, primary_key=True), Column("key", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False), Column("sequence", Integer, nullable=False),
    Column("at", Text, nullable=False), Column("actor", Text, nullable=False), Column("changes", JsonText, nullable=False),
)


def keep(connection: Connection, recorded: Recorded, name: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> None:
    """Note that an event made a row of register `name` from `old` (empty: there was none) to `new`, which holds its key."""
    changed = {field: [old.get(field), value] for field, value in new.items() if old.get(field) != value}
    if not changed:
        return
    key = recorded.event.body.get("key") or recorded.event.body["data"]["key"]
    mine = (CHANGES.c.register == name) & (CHANGES.c.key == key)
    last = connection.execute(select(func.coalesce(func.max(CHANGES.c.ordinal), 0)).where(mine)).scalar_one()
    connection.execute(CHANGES.insert().values(
        register=name, key=key, ordinal=last + 1, stream=recorded.stream, sequence=recorded.sequence,
        at=to_utc(recorded.event.at), actor=recorded.event.actor, changes=changed,
    ))


def of_row(connection: Connection, register: str, key: str, limit: int) -> list[dict[str, Any]]:
    """The newest changes of a row, newest first: ordinal, stream, sequence, at (UTC text), actor, changes."""
    mine = (CHANGES.c.register == register) & (CHANGES.c.key == key)
    query = select(CHANGES).where(mine).order_by(CHANGES.c.ordinal.desc()).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]
