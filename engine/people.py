"""Accounts, the roles that they hold, sessions and log-in attempts. Passwords arrive hashed; tokens arrive as digests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.house import Actor, Tx


def add(
    tx: Tx, username: str, *, display_name: str, password_hash: str, org: str | None, actor: Actor, at: datetime,
    must_change_password: bool = True,
) -> None:
    """Add an account. Raises Conflict when the user name is taken."""
    raise NotImplementedError


def get(tx: Tx, username: str) -> dict[str, Any]:
    """username, display_name, password_hash, org, roles (list), disabled, must_change_password, created_at, password_changed_at. Raises NotFound."""
    raise NotImplementedError


def listing(tx: Tx) -> list[dict[str, Any]]:
    """All accounts by user name, as `get` gives them."""
    raise NotImplementedError


def grant(tx: Tx, username: str, role: str, *, actor: Actor, at: datetime) -> None:
    """Give a role. Raises NotFound, Invalid (the house has no such role). Nothing happens when it is held already."""
    raise NotImplementedError


def revoke(tx: Tx, username: str, role: str, *, actor: Actor, at: datetime) -> None:
    """Take a role away. Raises NotFound. Nothing happens when it is not held."""
    raise NotImplementedError


def disable(tx: Tx, username: str, *, actor: Actor, at: datetime) -> None:
    """Close an account and its sessions. Raises NotFound."""
    raise NotImplementedError


def set_password(tx: Tx, username: str, password_hash: str, *, actor: Actor, at: datetime, must_change: bool = False) -> None:
    """Set the password hash and end every session of the account. Raises NotFound."""
    raise NotImplementedError


def actor(tx: Tx, username: str) -> Actor:
    """The person with the groups `ROLE` and `ROLE@ORG` that their roles give. Raises NotFound, Forbidden when disabled."""
    raise NotImplementedError


def members(tx: Tx, groups: Sequence[str]) -> list[str]:
    """User names that belong to one of the groups, sorted."""
    raise NotImplementedError


def open_session(tx: Tx, digest: str, username: str, *, csrf: str, at: datetime, expires_at: datetime) -> None:
    """Open a session; `digest` is the SHA-256 of its token."""
    raise NotImplementedError


def session(tx: Tx, digest: str, at: datetime) -> dict[str, Any] | None:
    """digest, username, csrf, created_at, seen_at, expires_at of a session that has not expired at `at`; else None."""
    raise NotImplementedError


def touch_session(tx: Tx, digest: str, *, at: datetime, expires_at: datetime) -> None:
    """Note that a session is in use."""
    raise NotImplementedError


def close_session(tx: Tx, digest: str) -> None:
    """End a session; nothing happens when there is none."""
    raise NotImplementedError


def record_attempt(tx: Tx, username: str, address: str, *, at: datetime, succeeded: bool) -> None:
    """Note a log-in attempt."""
    raise NotImplementedError


def failures(tx: Tx, username: str, address: str, since: datetime) -> int:
    """Failed attempts of that user from that address since the last success there and since `since`: no lock-out of the victim elsewhere."""
    raise NotImplementedError
