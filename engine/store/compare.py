"""Are the tables what the history says? The projections are folded anew in memory and held against the stored rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import MetaData, Table, delete, insert, select

from engine.store import history, projection
from engine.store.rows import Key, Rows, key_of
from engine.store.schema import CASE_PROJECTIONS, HOUSE_PROJECTIONS
from engine.store.transaction import Transaction

#: (table name, row as it should be or None, row as it is or None)
Difference = tuple[str, dict[str, Any] | None, dict[str, Any] | None]


def stream(tx: Transaction, name: str, *, write: bool = False) -> list[Difference]:
    """Compare the projections of one stream; `write` replaces them by what the history says."""
    rows = projection.fold(history.read(tx, name))
    found: list[Difference] = []
    for table in HOUSE_PROJECTIONS.get(name, CASE_PROJECTIONS if name.isdigit() else ()):
        differences = list(_compare(table, _folded(table, rows), _stored(tx, table, name)))
        if differences and write:
            tx.connection.execute(delete(table).where(*_of(table, name)))
            _insert(tx, table, list(_folded(table, rows).values()))
        found.extend(differences)
    return found


def registers(tx: Transaction, metadata: Sequence[MetaData], *, write: bool = False) -> list[Difference]:
    """Compare the registers' tables; `write` leaves them as the history says."""
    tables = [table for one in metadata for table in one.sorted_tables]
    before = {table: _stored(tx, table, None) for table in tables}
    attempt = tx.connection.begin_nested()
    for table in reversed(tables):
        tx.connection.execute(delete(table))
    for recorded in history.register_changes(tx):
        for projector in tx.projectors:
            projector(tx.connection, recorded)
    after = {table: _stored(tx, table, None) for table in tables}
    attempt.commit() if write else attempt.rollback()
    return [one for table in tables for one in _compare(table, after[table], before[table])]


def _compare(table: Table, wanted: dict[Key, dict[str, Any]], found: dict[Key, dict[str, Any]]) -> Iterator[Difference]:
    for key in sorted({*wanted, *found}, key=repr):
        if wanted.get(key) != found.get(key):
            yield table.name, wanted.get(key), found.get(key)


def _folded(table: Table, rows: Rows) -> dict[Key, dict[str, Any]]:
    empty = dict.fromkeys(column.name for column in table.columns)
    return {key: {**empty, **row} for key, row in rows.put.get(table, {}).items()}


def _stored(tx: Transaction, table: Table, name: str | None) -> dict[Key, dict[str, Any]]:
    rows = tx.connection.execute(select(table).where(*_of(table, name))).mappings()
    return {key_of(table, row): row for row in map(dict, rows)}


def _of(table: Table, name: str | None) -> list[Any]:
    return [table.c.instance_key == name] if name is not None and table in CASE_PROJECTIONS else []


def _insert(tx: Transaction, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        tx.connection.execute(insert(table), rows)
