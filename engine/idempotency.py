"""Idempotency keys: the same request twice has one effect and one answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.errors import Conflict
from engine.house import Tx
from engine.store.queries import people as queries
from engine.values import dumps, to_utc


def answered(tx: Tx, key: str, username: str, request: str) -> Any | None:
    """The answer that this key got before, or None. `request` is a digest of method, path and body.

    Raises Conflict (`idempotency.reused`) when the key came with another request or from another person.
    """
    found = queries.answer(tx, key)
    if found is None:
        return None
    if (found["username"], found["request"]) != (username, request):
        raise Conflict("idempotency.reused", key=key)
    return found["response"]


def remember(tx: Tx, key: str, username: str, request: str, response: Any, *, at: datetime) -> None:
    """Keep the answer, in the transaction of the effect. Raises LostRace when the same request is being done twice at once."""
    queries.put_answer(
        tx, {"key": key, "username": username, "request": request, "response": dumps(response), "at": to_utc(at)}
    )


def forget(tx: Tx, before: datetime) -> None:
    """Drop the keys from before a time."""
    queries.drop_answers(tx, to_utc(before))
