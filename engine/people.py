"""Accounts, the roles that they hold, sessions and log-in attempts. Passwords arrive hashed; tokens arrive as digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.events import fact
from engine.house import Actor, Tx
from engine.store import history
from engine.store.queries import people as queries
from engine.values import to_utc

#: The stream of facts about people.
STREAM = "people"

# --- accounts ---------------------------------------------------------------------------------------------------------


def add(
    tx: Tx, username: str, *, display_name: str, password_hash: str, org: str | None, actor: Actor, at: datetime,
    must_change_password: bool = True,
) -> None:
    """Add an account. Raises Conflict when the user name is taken."""
    if queries.get(tx, username) is not None:
        raise Conflict("account.exists", username=username)
    queries.add(tx, {
        "username": username, "display_name": display_name, "password_hash": password_hash, "org": org,
        "created_at": to_utc(at), "password_changed_at": to_utc(at), "disabled": False,
        "must_change_password": must_change_password,
    })
    _record(tx, "user_added", actor, at, username=username, display_name=display_name, org=org)


def get(tx: Tx, username: str) -> dict[str, Any]:
    """username, display_name, password_hash, org, roles (list), disabled, must_change_password, created_at,
    password_changed_at. Raises NotFound."""
    found = queries.get(tx, username)
    if found is None:
        raise NotFound("account.unknown", username=username)
    return {**found, "roles": queries.roles_of(tx, username)}


def listing(tx: Tx) -> list[dict[str, Any]]:
    """All accounts by user name, as `get` gives them."""
    roles = queries.roles(tx)
    return [{**row, "roles": roles.get(row["username"], [])} for row in queries.listing(tx)]


def disable(tx: Tx, username: str, *, actor: Actor, at: datetime) -> None:
    """Close an account and its sessions. Raises NotFound."""
    get(tx, username)
    queries.change(tx, username, {"disabled": True})
    queries.close_sessions(tx, username=username)
    _record(tx, "user_disabled", actor, at, username=username)


def set_password(tx: Tx, username: str, password_hash: str, *, actor: Actor, at: datetime, must_change: bool = False) -> None:
    """Set the password hash, keep the former one and end every session of the account. Raises NotFound."""
    queries.keep_former(tx, username, get(tx, username)["password_hash"], to_utc(at))
    values = {"password_hash": password_hash, "password_changed_at": to_utc(at), "must_change_password": must_change}
    queries.change(tx, username, values)
    queries.close_sessions(tx, username=username)
    _record(tx, "user_password_changed", actor, at, username=username)


def former_passwords(tx: Tx, username: str, limit: int) -> list[str]:
    """The newest `limit` password hashes that an account had before, newest first."""
    return queries.former(tx, username, limit)


# --- roles ------------------------------------------------------------------------------------------------------------


def grant(tx: Tx, username: str, role: str, *, actor: Actor, at: datetime) -> None:
    """Give a role. Raises NotFound, Invalid (the house has no such role). Nothing happens when it is held already."""
    if role not in tx.house.roles:
        raise Invalid("role.unknown", role=role)
    history.watch(tx, STREAM)
    if role not in get(tx, username)["roles"]:
        _record(tx, "user_role_granted", actor, at, username=username, role=role)


def revoke(tx: Tx, username: str, role: str, *, actor: Actor, at: datetime) -> None:
    """Take a role away. Raises NotFound. Nothing happens when it is not held."""
    history.watch(tx, STREAM)
    if role in get(tx, username)["roles"]:
        _record(tx, "user_role_revoked", actor, at, username=username, role=role)


def actor(tx: Tx, username: str) -> Actor:
    """The person with the groups `ROLE` and `ROLE@ORG` that their roles give. Raises NotFound, Forbidden when disabled."""
    account = get(tx, username)
    if account["disabled"]:
        raise Forbidden("account.disabled", username=username)
    return Actor(username, groups(tx, account))


def groups(tx: Tx, account: Mapping[str, Any]) -> frozenset[str]:
    """The groups of an account: `ROLE@ORG`, and `ROLE` itself unless it is held at one's own unit only."""
    everywhere = {role for role in account["roles"] if role not in tx.house.unit_roles}
    at_home = {f"{role}@{account['org']}" for role in account["roles"]} if account["org"] else set()
    return frozenset(everywhere | at_home)


def members(tx: Tx, of: Sequence[str]) -> list[str]:
    """User names of active accounts that belong to one of the groups, sorted."""
    wanted = frozenset(of)
    return [row["username"] for row in listing(tx) if not row["disabled"] and not wanted.isdisjoint(groups(tx, row))]


# --- sessions and log-in ----------------------------------------------------------------------------------------------


def open_session(tx: Tx, digest: str, username: str, *, csrf: str, at: datetime, expires_at: datetime) -> None:
    """Open a session; `digest` is the SHA-256 of its token."""
    queries.open_session(tx, {
        "digest": digest, "username": username, "csrf": csrf, "created_at": to_utc(at), "seen_at": to_utc(at),
        "expires_at": to_utc(expires_at),
    })


def session(tx: Tx, digest: str, at: datetime) -> dict[str, Any] | None:
    """digest, username, csrf, created_at, seen_at, expires_at of a session that has not expired at `at`; else None."""
    return queries.live_session(tx, digest, to_utc(at))


def touch_session(tx: Tx, digest: str, *, at: datetime, expires_at: datetime) -> None:
    """Note that a session is in use."""
    queries.touch_session(tx, digest, to_utc(at), to_utc(expires_at))


def close_session(tx: Tx, digest: str) -> None:
    """End a session; nothing happens when there is none."""
    queries.close_sessions(tx, digest=digest)


def record_attempt(tx: Tx, username: str, address: str, *, at: datetime, succeeded: bool) -> None:
    """Note a log-in attempt."""
    queries.record_attempt(
        tx, {"username": username, "at": to_utc(at), "address": address, "succeeded": succeeded}
    )


def failures(tx: Tx, username: str, address: str, since: datetime) -> int:
    """Failed attempts of that user from that address since the last success there and since `since`.

    Counted by address, so that a stranger's guesses do not lock the person out.
    """
    return queries.failures(tx, username, address, to_utc(since))


def _record(tx: Tx, type: str, actor: Actor, at: datetime, **body: Any) -> None:
    history.record(tx, STREAM, fact(type, at, actor.name, body))
