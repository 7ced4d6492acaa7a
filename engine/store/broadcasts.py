"""Signals on their way: to everybody who waited when they were thrown, and to nobody later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from engine.events import Recorded
from engine.store.queries.reading import many
from engine.store.schema import process_instance, signal_delivery, signal_start, signal_subscription
from engine.store.transaction import Transaction
from engine.values import dumps, to_utc

_LISTENING = (
    select(signal_subscription.c.instance_key, signal_subscription.c.key)
    .where(signal_subscription.c.name == bindparam("name"), signal_subscription.c.state == "open")
    .order_by(signal_subscription.c.instance_key, signal_subscription.c.opened_at, signal_subscription.c.key)
)
_STARTS = (
    select(signal_start.c.process_id, signal_start.c.element_id)
    .where(signal_start.c.name == bindparam("name"))
    .order_by(signal_start.c.process_id, signal_start.c.element_id)
)
_HELD = select(process_instance.c.instance_key).where(process_instance.c.state == "suspended")
_DUE = (
    select(signal_delivery)
    .where(signal_delivery.c.receiver.not_in(_HELD))
    .order_by(signal_delivery.c.created_at, signal_delivery.c.signal, signal_delivery.c.receiver)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


def put(tx: Transaction, signal: Mapping[str, Any]) -> None:
    """Address a signal {signal, source, name, variables (JSON text), actor, created_at} to all who wait for it now.

    The instance that threw it (`source`) has heard it already.
    """
    waiting: dict[str, list[str]] = {}
    for row in many(tx, _LISTENING, name=signal["name"]):
        if row["instance_key"] != signal["source"]:
            waiting.setdefault(row["instance_key"], []).append(row["key"])
    nobody = {"subscriptions": None, "process_id": None, "element_id": None}
    rows = [
        *({**signal, **nobody, "receiver": key, "subscriptions": dumps(keys)} for key, keys in waiting.items()),
        *({**signal, **nobody, **start, "receiver": f"{start['process_id']}/{start['element_id']}"}
          for start in many(tx, _STARTS, name=signal["name"])),
    ]
    if rows:
        tx.connection.execute(insert(signal_delivery), rows)


def thrown(recorded: Recorded) -> dict[str, Any]:
    """The signal in a `signal_thrown` event."""
    body = recorded.event.body
    return {
        "signal": f"{recorded.stream}-{recorded.sequence}", "source": recorded.stream, "name": body["name"],
        "variables": dumps(body.get("variables") or {}), "actor": recorded.event.actor,
        "created_at": to_utc(recorded.event.at),
    }


def due(tx: Transaction, source: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
    """Signals to deliver, oldest first; those to suspended instances wait."""
    statement = _DUE if source is None else _DUE.where(signal_delivery.c.source == source)
    return many(tx, statement, limit=limit, offset=offset)


def take(tx: Transaction, signal: str, receiver: str) -> bool:
    """Take a signal off its way; False when somebody else has."""
    same = (signal_delivery.c.signal == signal) & (signal_delivery.c.receiver == receiver)
    return tx.connection.execute(delete(signal_delivery).where(same)).rowcount == 1
