"""Documents that are not yet files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, or_, select

from engine.store.queries.reading import many, one
from engine.store.rows import upsert
from engine.store.schema import document, document_attempt, document_file
from engine.store.transaction import Transaction

_ATTEMPT = document.outerjoin(document_attempt, (document.c.instance_key == document_attempt.c.instance_key)
                              & (document.c.sequence == document_attempt.c.sequence))
_HAS_FILES = select(document_file.c.sequence).where(
    document_file.c.instance_key == document.c.instance_key, document_file.c.sequence == document.c.sequence
).exists()


def pending(tx: Transaction, now: str, limit: int, instance_key: str | None) -> list[dict[str, Any]]:
    """Documents without files whose turn it is, with `attempts` so far."""
    waiting = (
        select(document, document_attempt.c.attempts).select_from(_ATTEMPT)
        .where(~_HAS_FILES, or_(document_attempt.c.retry_at.is_(None), document_attempt.c.retry_at <= now))
        .order_by(document.c.at, document.c.instance_key, document.c.sequence).limit(limit)
    )
    if instance_key is not None:
        waiting = waiting.where(document.c.instance_key == instance_key)
    return many(tx, waiting)


def get(tx: Transaction, instance_key: str, sequence: int) -> dict[str, Any] | None:
    """One document."""
    return one(tx, select(document).where(document.c.instance_key == instance_key, document.c.sequence == sequence))


def last_version(tx: Transaction, instance_key: str, sequence: int) -> int:
    """The newest version of a document's files, 0 when there is none."""
    newest = select(func.max(document_file.c.version)).where(
        document_file.c.instance_key == instance_key, document_file.c.sequence == sequence
    )
    return tx.connection.execute(newest).scalar() or 0


def file(tx: Transaction, instance_key: str, sequence: int, version: int, type: str) -> dict[str, Any] | None:
    """One file of a document."""
    table = document_file
    return one(tx, select(table).where(
        table.c.instance_key == instance_key, table.c.sequence == sequence, table.c.version == version, table.c.type == type
    ))


def put_attempt(tx: Transaction, row: dict[str, Any]) -> None:
    """Note a failed attempt."""
    tx.connection.execute(upsert(tx, document_attempt, tuple(sorted(row))), row)


def drop_attempts(tx: Transaction, instance_key: str, sequence: int) -> None:
    """The document is typeset."""
    tx.connection.execute(delete(document_attempt).where(
        document_attempt.c.instance_key == instance_key, document_attempt.c.sequence == sequence
    ))
