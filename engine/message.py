"""Messages: kept in the outbox, delivered once per process to whoever waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.house import Actor, House, Tx


def publish(
    tx: Tx, name: str, correlation_key: str | None, *, variables: Mapping[str, Any], actor: Actor, at: datetime,
) -> str:
    """Put a message into the outbox; its key. The executor delivers it, and keeps it for later subscribers until it expires."""
    raise NotImplementedError


def deliver_due(house: House, now: datetime, *, limit: int = 100) -> list[str]:
    """Deliver what can be delivered, each delivery in a transaction of its own; the keys of the instances it reached."""
    raise NotImplementedError
