"""Accounts, roles, sessions, log-in attempts, drafts and idempotency keys."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.errors import LostRace
from engine.store.queries.reading import many, one
from engine.store.rows import upsert
from engine.store.schema import account, account_role, draft, former_password, idempotency, login_attempt, session
from engine.store.statements import run
from engine.store.transaction import Transaction

_DROP_DRAFTS = delete(draft).where(draft.c.task_key == bindparam("task_key"))


def add(tx: Transaction, values: dict[str, Any]) -> None:
    """Add an account. Raises LostRace when the name was taken in the meantime."""
    try:
        tx.connection.execute(insert(account), values)
    except IntegrityError as error:
        raise LostRace("account.lost_race", username=values["username"]) from error


def get(tx: Transaction, username: str) -> dict[str, Any] | None:
    """One account, without its roles."""
    return one(tx, select(account).where(account.c.username == username))


def listing(tx: Transaction) -> list[dict[str, Any]]:
    """All accounts by user name."""
    return many(tx, select(account).order_by(account.c.username))


def change(tx: Transaction, username: str, values: dict[str, Any]) -> None:
    """Change columns of an account."""
    tx.connection.execute(update(account).where(account.c.username == username).values(values))


def keep_former(tx: Transaction, username: str, password_hash: str, replaced_at: str) -> None:
    """Keep a password hash that is no longer in use."""
    values = {"username": username, "replaced_at": replaced_at, "password_hash": password_hash}
    tx.connection.execute(upsert(tx, former_password, ("username", "replaced_at", "password_hash")), values)


def former(tx: Transaction, username: str, limit: int) -> list[str]:
    """The hashes that were in use before, newest first."""
    newest = former_password.c.replaced_at.desc()
    rows = select(former_password.c.password_hash).where(former_password.c.username == username).order_by(newest)
    return list(tx.connection.execute(rows.limit(limit)).scalars())


def roles(tx: Transaction) -> dict[str, list[str]]:
    """Roles by user name."""
    found: dict[str, list[str]] = {}
    for row in many(tx, select(account_role).order_by(account_role.c.username, account_role.c.role)):
        found.setdefault(row["username"], []).append(row["role"])
    return found


def roles_of(tx: Transaction, username: str) -> list[str]:
    """The roles of one account."""
    rows = select(account_role.c.role).where(account_role.c.username == username).order_by(account_role.c.role)
    return list(tx.connection.execute(rows).scalars())


def open_session(tx: Transaction, values: dict[str, Any]) -> None:
    """Open a session."""
    tx.connection.execute(insert(session), values)


def live_session(tx: Transaction, digest: str, now: str) -> dict[str, Any] | None:
    """A session that has not expired."""
    return one(tx, select(session).where(session.c.digest == digest, session.c.expires_at > now))


def touch_session(tx: Transaction, digest: str, seen_at: str, expires_at: str) -> None:
    """Prolong a session."""
    values = {"seen_at": seen_at, "expires_at": expires_at}
    tx.connection.execute(update(session).where(session.c.digest == digest).values(values))


def close_sessions(tx: Transaction, *, digest: str | None = None, username: str | None = None) -> None:
    """End one session, or every session of a person."""
    which = session.c.digest == digest if digest is not None else session.c.username == username
    tx.connection.execute(delete(session).where(which))


def record_attempt(tx: Transaction, values: dict[str, Any]) -> None:
    """Note a log-in attempt; two of one microsecond count once."""
    tx.connection.execute(upsert(tx, login_attempt, ("username", "at", "address", "succeeded")), values)


def failures(tx: Transaction, username: str, address: str, since: str) -> int:
    """Failed attempts from that address since the last success there and since `since`."""
    there = (login_attempt.c.username == username) & (login_attempt.c.address == address)
    success = select(func.max(login_attempt.c.at)).where(there, login_attempt.c.succeeded.is_(True)).scalar_subquery()
    counted = select(func.count()).select_from(login_attempt).where(
        there, login_attempt.c.succeeded.is_(False), login_attempt.c.at >= since,
        login_attempt.c.at > func.coalesce(success, ""),
    )
    return int(tx.connection.execute(counted).scalar_one())


def draft_of(tx: Transaction, task_key: str, username: str) -> dict[str, Any] | None:
    """One draft."""
    return one(tx, select(draft).where(draft.c.task_key == task_key, draft.c.username == username))


def put_draft(tx: Transaction, version: int, values: dict[str, Any]) -> None:
    """Keep a draft in the place of its version before (0: none). Raises LostRace when that is no longer the newest."""
    before = (draft.c.task_key == values["task_key"], draft.c.username == values["username"], draft.c.version == version)
    if version:
        if tx.connection.execute(update(draft).where(*before).values(values)).rowcount != 1:
            raise LostRace("draft.lost_race", task_key=values["task_key"])
        return
    try:
        tx.connection.execute(insert(draft), values)
    except IntegrityError as error:
        raise LostRace("draft.lost_race", task_key=values["task_key"]) from error


def drop_drafts(tx: Transaction, task_key: str) -> None:
    """Forget every draft of a task."""
    run(tx, _DROP_DRAFTS, [{"task_key": task_key}])


def answer(tx: Transaction, key: str) -> dict[str, Any] | None:
    """What was answered under an idempotency key."""
    return one(tx, select(idempotency).where(idempotency.c.key == key))


def put_answer(tx: Transaction, values: dict[str, Any]) -> None:
    """Keep an answer. Raises LostRace when the key was used in the meantime."""
    try:
        tx.connection.execute(insert(idempotency), values)
    except IntegrityError as error:
        raise LostRace("idempotency.lost_race", key=values["key"]) from error


def drop_answers(tx: Transaction, before: str) -> None:
    """Forget the answers from before a time."""
    tx.connection.execute(delete(idempotency).where(idempotency.c.at < before))
