"""Numbers without gaps: taken in the transaction that uses them, given back when it rolls back."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import bindparam, case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from engine.store.schema import counter
from engine.store.transaction import Transaction

#: The order of register changes over all streams.
POSITION = "position"
INSTANCE = "instance"


def take(tx: Transaction, name: str, after: int = 0) -> int:
    """The next number (1, 2, …) of a counter, greater than `after`. Others who want one wait until this transaction ends."""
    given = {"name": name, "first": after + 1}
    taken: int = tx.connection.execute(_take(tx.connection.dialect.name), given).scalar_one()
    return taken


@lru_cache
def _take(dialect: str) -> ReturningInsert[int]:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(counter).values(name=bindparam("name"), value=bindparam("first"))
    following = case((counter.c.value < statement.excluded.value, statement.excluded.value), else_=counter.c.value + 1)
    grown = statement.on_conflict_do_update(index_elements=[counter.c.name], set_={"value": following})
    return grown.returning(counter.c.value)
