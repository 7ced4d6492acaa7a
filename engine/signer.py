"""Signers of a joint task that runs: one more, or one less."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine import keys, process_instance
from engine.events import fact
from engine.house import Actor, Tx


def add(tx: Tx, key: str, item: Any, *, reason: str = "", actor: Actor, at: datetime) -> None:
    """One more instance of a running multi-instance activity, for this item of its collection; in sequence it is the last.

    `key` is that of the activity or of one of its tasks. Who may do that is the caller's check. Raises NotFound, Conflict,
    Invalid (`signer.no_loop`).
    """
    _advance(tx, key, "signer_added", {"item": item, "reason": reason}, actor=actor, at=at)


def remove(
    tx: Tx, key: str, *, reason: str, actor: Actor, at: datetime, loop_counter: int | None = None,
) -> None:
    """One instance less: the task `key`, or with the activity's key the `loop_counter`-th (from 1), open or yet to come.

    Raises NotFound, Conflict (`signer.done`, `signer.last`), Invalid.
    """
    body = {"reason": reason, **({} if loop_counter is None else {"loop_counter": loop_counter})}
    _advance(tx, key, "signer_removed", body, actor=actor, at=at)


def _advance(tx: Tx, key: str, type: str, body: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    process_instance.advance(tx, keys.instance_of(key), fact(type, at, actor.name, body, key))
