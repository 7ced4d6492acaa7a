"""Changes of projection rows as plain data: folded in memory, then written with few statements — or only compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Insert, Table, Update, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.statements import run
from engine.store.transaction import Transaction

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """Make the row, or bring these columns of it up to date. `values` holds the whole primary key."""

    table: Table
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """Change columns of a row; nothing happens when there is no such row. `values` holds the whole primary key."""

    table: Table
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Delete the rows whose columns equal `where`."""

    table: Table
    where: Mapping[str, Any]


Change = Put | Set | Drop


@dataclass(slots=True)
class Rows:
    """What many changes come to. `dropped` happens before `put` and `set_`, which never name the same row."""

    put: dict[Table, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    set_: dict[Table, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    dropped: list[Drop] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Fold one more change in."""
        if isinstance(change, Drop):
            for pending in (self.put, self.set_):
                rows = pending.get(change.table, {})
                for key in [key for key, row in rows.items() if change.where.items() <= row.items()]:
                    del rows[key]
            self.dropped.append(change)
            return
        key = key_of(change.table, change.values)
        if isinstance(change, Set) and key not in self.put.get(change.table, ()):
            self.set_.setdefault(change.table, {}).setdefault(key, {}).update(change.values)
            return
        before = self.set_.get(change.table, {}).pop(key, {})
        self.put.setdefault(change.table, {}).setdefault(key, before).update(change.values)

    def write(self, tx: Transaction) -> None:
        """Bring the tables up to date: one statement for all rows of a table that change the same columns."""
        for drop in self.dropped:
            run(tx, _delete(drop.table, tuple(drop.where)), [drop.where])
        for table, rows in self.put.items():
            for columns, group in _by_columns(rows.values()):
                run(tx, upsert(tx, table, columns), group)
        for table, rows in self.set_.items():
            for columns, group in _by_columns(rows.values()):
                run(tx, _update(table, columns), [{f"_{name}": value for name, value in row.items()} for row in group])


def key_of(table: Table, values: Mapping[str, Any]) -> Key:
    """The primary key in a row's values. Raises KeyError when a part is missing."""
    return tuple([values[name] for name in _key_names(table)])


@lru_cache
def _key_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _by_columns(rows: Iterable[dict[str, Any]]) -> Iterable[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return groups.items()


def upsert(tx: Transaction, table: Table, columns: tuple[str, ...]) -> Insert:
    """INSERT that updates the row when its primary key is there already; parameters are named as the columns."""
    return _upsert(tx.connection.dialect.name, table, columns)


# Statements are built once: SQLAlchemy keeps their compiled form, and building one costs more than running it.
@lru_cache(maxsize=512)
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).values({name: bindparam(name) for name in columns})
    keys = _key_names(table)
    rest = {name: statement.excluded[name] for name in columns if name not in keys}
    if not rest:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


@lru_cache(maxsize=512)
def _update(table: Table, columns: tuple[str, ...]) -> Update:
    keys = _key_names(table)
    return (
        update(table)
        .where(*(table.c[name] == bindparam(f"_{name}") for name in keys))
        .values({name: bindparam(f"_{name}") for name in columns if name not in keys})
    )


@lru_cache(maxsize=64)
def _delete(table: Table, columns: tuple[str, ...]) -> Delete:
    return delete(table).where(*(table.c[name] == bindparam(name) for name in columns))
