"""Rows as dictionaries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable, Select

from engine.store.statements import fetch
from engine.store.transaction import Transaction
from engine.values import loads

#: Columns that hold JSON text, by name, in every projection.
JSON = frozenset({
    "candidate_groups", "candidate_users", "headers", "repetition", "data", "clauses", "evidence", "inputs", "reasons",
    "rule", "rules", "proposal", "result", "variables", "value", "response", "subscriptions",
})


def one(tx: Transaction, statement: Executable, **parameters: Any) -> dict[str, Any] | None:
    """The first row, or None."""
    row = tx.connection.execute(statement, parameters).mappings().first()
    return None if row is None else _parsed(dict(row))


def kept(tx: Transaction, statement: Select[Any], **parameters: Any) -> dict[str, Any] | None:
    """As `one`, for a statement that is built once and asked at every step."""
    found = fetch(tx, statement, **parameters)
    return _parsed(found[0]) if found else None


def many(tx: Transaction, statement: Executable, **parameters: Any) -> list[dict[str, Any]]:
    """All rows, in the statement's order."""
    return [_parsed(dict(row)) for row in tx.connection.execute(statement, parameters).mappings()]


def _parsed(row: dict[str, Any]) -> dict[str, Any]:
    for name in JSON & row.keys():
        if row[name] is not None:
            row[name] = loads(row[name])
    return row
