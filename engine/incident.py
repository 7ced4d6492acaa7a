"""Incidents: a case that cannot go on until somebody mends something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.house import Actor, Tx


def list_open(tx: Tx, *, instance_key: str | None = None, limit: int = 100, offset: int = 0) -> list[dict[str, Any]]:
    """Open incidents, oldest first: key, instance_key, process_id, business_key, element_id, code, message, data, created_at."""
    raise NotImplementedError


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One incident, open or resolved. Raises NotFound."""
    raise NotImplementedError


def resolve(
    tx: Tx, key: str, *, actor: Actor, at: datetime, variables: Mapping[str, Any] | None = None, reason: str = "",
) -> None:
    """Try again, after correcting `variables` of the root scope if given. Raises NotFound, Conflict when it is resolved already."""
    raise NotImplementedError
