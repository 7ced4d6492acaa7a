"""Drafts: what a person has typed into a task's form and not yet handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.house import Tx


def get(tx: Tx, task_key: str, username: str) -> dict[str, Any] | None:
    """variables, version, saved_at; None when there is none."""
    raise NotImplementedError


def save(tx: Tx, task_key: str, username: str, variables: Mapping[str, Any], *, version: int, at: datetime) -> int:
    """Keep a draft; `version` is the one that the page was opened with (0: none), the new one is returned.

    Raises Conflict (`draft.stale`) when another window has saved since.
    """
    raise NotImplementedError


def drop(tx: Tx, task_key: str) -> None:
    """Forget every draft of a task: it is done."""
    raise NotImplementedError
