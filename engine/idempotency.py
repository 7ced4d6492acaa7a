"""Idempotency keys: the same request twice has one effect and one answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.house import Tx


def answered(tx: Tx, key: str, username: str, request: str) -> Any | None:
    """The answer that this key got before, or None. `request` is a digest of method, path and body.

    Raises Conflict (`idempotency.reused`) when the key came with another request or from another person.
    """
    raise NotImplementedError


def remember(tx: Tx, key: str, username: str, request: str, response: Any, *, at: datetime) -> None:
    """Keep the answer, in the transaction of the effect. Raises LostRace when the same request is being done twice at once."""
    raise NotImplementedError


def forget(tx: Tx, before: datetime) -> None:
    """Drop the keys from before a time."""
    raise NotImplementedError
