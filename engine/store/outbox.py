"""Messages on their way: kept until they expire, delivered once to each process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from engine.errors import LostRace
from engine.events import Recorded
from engine.store.queries.reading import many
from engine.store.schema import message_start, message_subscription, outbox, outbox_delivery, process_instance
from engine.store.transaction import Transaction
from engine.values import dumps, to_utc

_PUT = insert(outbox)
_MESSAGE = (outbox.c.key, outbox.c.name, outbox.c.correlation_key, outbox.c.variables, outbox.c.source)


def put(tx: Transaction, messages: Sequence[Mapping[str, Any]]) -> None:
    """Keep messages {key, source, name, correlation_key, variables (JSON text), actor, created_at, expires_at}."""
    tx.connection.execute(_PUT, [{**message, "offered": False} for message in messages])


def thrown(recorded: Recorded, expires_at: str) -> dict[str, Any]:
    """The message in a `message_thrown` event."""
    body = recorded.event.body
    return {
        "key": f"{recorded.stream}-{recorded.sequence}", "source": recorded.stream, "name": body["name"],
        "correlation_key": body.get("correlation_key"), "variables": dumps(body.get("variables") or {}),
        "actor": recorded.event.actor, "created_at": to_utc(recorded.event.at), "expires_at": expires_at,
    }


def _undelivered(process_id: Any) -> Any:
    gone = outbox_delivery
    return ~select(gone.c.message).where(gone.c.message == outbox.c.key, gone.c.subscriber == process_id).exists()


_WAITING = (
    select(*_MESSAGE, message_subscription.c.instance_key, message_subscription.c.key.label("subscription"),
           process_instance.c.process_id)
    .select_from(outbox)
    .join(message_subscription, message_subscription.c.name == outbox.c.name)
    .join(process_instance, process_instance.c.instance_key == message_subscription.c.instance_key)
    .where(
        outbox.c.expires_at > bindparam("now"), message_subscription.c.state == "open",
        # Without a correlation key a message matches by name.
        or_(message_subscription.c.correlation_key == func.coalesce(outbox.c.correlation_key, ""),
            func.coalesce(message_subscription.c.correlation_key, "") == ""),
        process_instance.c.state == "active", _undelivered(process_instance.c.process_id),
    )
    .order_by(outbox.c.created_at, outbox.c.key, message_subscription.c.opened_at, message_subscription.c.key)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_STARTS = (
    select(*_MESSAGE, message_start.c.process_id, message_start.c.element_id)
    .select_from(outbox)
    .outerjoin(message_start, message_start.c.name == outbox.c.name)
    .where(outbox.c.expires_at > bindparam("now"), outbox.c.offered.is_(False))
    .order_by(outbox.c.created_at, outbox.c.key, message_start.c.process_id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


def waited_for(tx: Transaction, now: str, source: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
    """Messages and open subscriptions that belong together: the message's columns, instance_key, subscription, process_id."""
    statement = _WAITING if source is None else _WAITING.where(outbox.c.source == source)
    return many(tx, statement, now=now, limit=limit, offset=offset)


def unoffered(tx: Transaction, now: str, source: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
    """New messages, one row for each process that they could start: process_id and element_id, or None when there is none."""
    statement = _STARTS if source is None else _STARTS.where(outbox.c.source == source)
    return many(tx, statement, now=now, limit=limit, offset=offset)


def delivered(tx: Transaction, message: str, subscriber: str) -> bool:
    """Has the process had the message?"""
    same = (outbox_delivery.c.message == message) & (outbox_delivery.c.subscriber == subscriber)
    return tx.connection.execute(select(outbox_delivery.c.at).where(same)).first() is not None


def deliver(tx: Transaction, message: str, subscriber: str, receiver: str, at: str) -> None:
    """Note that a process has had the message. Raises LostRace when another executor was faster."""
    values = {"message": message, "subscriber": subscriber, "receiver": receiver, "at": at}
    try:
        tx.connection.execute(insert(outbox_delivery), values)
    except IntegrityError as error:
        raise LostRace("message.lost_race", message=message) from error


def offered(tx: Transaction, message: str) -> None:
    """Start events have had their chance."""
    tx.connection.execute(update(outbox).where(outbox.c.key == message).values(offered=True))


def expire(tx: Transaction, now: str) -> None:
    """Forget messages whose time is over, with their deliveries."""
    old = select(outbox.c.key).where(outbox.c.expires_at <= now)
    tx.connection.execute(delete(outbox_delivery).where(outbox_delivery.c.message.in_(old)))
    tx.connection.execute(delete(outbox).where(outbox.c.expires_at <= now))
