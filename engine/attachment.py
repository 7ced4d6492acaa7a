"""Attachments: what is known about a file; its bytes lie elsewhere under their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.house import Actor, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file: `digest` SHA-256 of its bytes, `size` in bytes, `type` pdf|docx|…, `kind` as the form names it."""

    digest: str
    name: str
    size: int
    type: str
    kind: str
    field: str | None = None


def add(tx: Tx, task_key: str, file: File, *, actor: Actor, at: datetime) -> str:
    """Note a file that `actor` has handed in with an open task; its key `INSTANCE-SEQUENCE`. Raises NotFound, Conflict, Forbidden."""
    raise NotImplementedError


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One attachment: key, instance_key, task_key, digest, name, size, type, kind, field, at, by, purged_at. Raises NotFound."""
    raise NotImplementedError


def listing(tx: Tx, instance_key: str, *, task_key: str | None = None) -> list[dict[str, Any]]:
    """The attachments of a case, or of one task of it, oldest first; purged ones included."""
    raise NotImplementedError


def purge(tx: Tx, key: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """Note that a file was removed; the caller removes the bytes when `in_use` says no. Raises NotFound, Conflict."""
    raise NotImplementedError


def in_use(tx: Tx, digest: str) -> bool:
    """Does any attachment that is not purged still need these bytes?"""
    raise NotImplementedError
