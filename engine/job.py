"""Jobs: handler runs and timers, as the executor and the player drive them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from engine import handler
from engine.house import Tx


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One job: key, instance_key, kind (handler|timer), element_id, type, name, headers, retries, state, due_at, … Raises NotFound."""
    raise NotImplementedError


def due(tx: Tx, now: datetime, limit: int = 100, *, instance_key: str | None = None) -> list[dict[str, Any]]:
    """Jobs to run now that nobody has locked, earliest first."""
    raise NotImplementedError


def waiting(tx: Tx, instance_key: str | None = None) -> list[dict[str, Any]]:
    """Every job and timer that is still to run, earliest first."""
    raise NotImplementedError


def next_due(tx: Tx) -> datetime | None:
    """When the next job is due, or None."""
    raise NotImplementedError


def lock(tx: Tx, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
    """Take a job for `lease`; False when somebody else has it."""
    raise NotImplementedError


def build(tx: Tx, key: str, at: datetime) -> handler.Job:
    """What the handler is given. Its `registers` live as long as `tx`."""
    raise NotImplementedError


def fire_timer(tx: Tx, key: str, now: datetime) -> None:
    """Let a due timer fire. Raises NotFound, Conflict when it is not waiting or not due."""
    raise NotImplementedError


def complete(tx: Tx, key: str, result: handler.Result, *, at: datetime, owner: str | None = None) -> None:
    """Give a job's result to its case: variables, findings, register changes, numbered documents.

    `owner` is who locked the job: when the lease has passed to another, Conflict. Raises NotFound, Conflict, Invalid.
    """
    raise NotImplementedError


def fail(tx: Tx, key: str, message: str, *, at: datetime, retries: int, retry_at: datetime | None = None) -> None:
    """Note a failed run with the attempts that are left; with none the case gets an incident. Raises NotFound, Conflict."""
    raise NotImplementedError


def throw_error(tx: Tx, key: str, code: str, message: str, *, at: datetime) -> None:
    """Let the error boundary event with this code decide. Raises NotFound, Conflict."""
    raise NotImplementedError


def findings(result: handler.Result) -> Sequence[dict[str, Any]]:
    """The findings of a result as they stand in the history."""
    raise NotImplementedError
