"""Standing still: a case is suspended and resumed, or only its deadlines are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine import process_instance
from engine.events import fact
from engine.house import Actor, Tx


def suspend(tx: Tx, key: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """Let nothing move in a case: tasks refuse, timers and jobs wait, due times are kept.

    Raises NotFound, Conflict when it is suspended already or over.
    """
    _advance(tx, key, "instance_suspended", {"reason": reason}, actor=actor, at=at)


def resume(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Let a suspended case go on; what became due meanwhile is due. Raises NotFound, Conflict when it is not suspended."""
    _advance(tx, key, "instance_resumed", {}, actor=actor, at=at)


def pause_clock(tx: Tx, key: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """Let the deadlines of a case stand still while it goes on. Raises NotFound, Conflict when they do or it is over."""
    _advance(tx, key, "clock_paused", {"reason": reason}, actor=actor, at=at)


def resume_clock(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Let the deadlines run on, later by the working days of the pause. Raises NotFound, Conflict when they do."""
    _advance(tx, key, "clock_resumed", {}, actor=actor, at=at)


def _advance(tx: Tx, key: str, type: str, body: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    process_instance.advance(tx, key, fact(type, at, actor.name, body, key))
