"""Messages: kept in the outbox, delivered once per process to whoever waits for them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from engine import process_instance
from engine.errors import EngineError, Unavailable
from engine.events import fact
from engine.house import Actor, House, Tx
from engine.store import counters, outbox
from engine.values import dumps, to_utc

log = logging.getLogger(__name__)

#: Who correlates messages and starts instances by them.
MESSAGE = Actor("message")


def publish(
    tx: Tx, name: str, correlation_key: str | None, *, variables: Mapping[str, Any], actor: Actor, at: datetime,
) -> str:
    """Put a message into the outbox; its key. The executor delivers it, and keeps it for later subscribers until it expires."""
    key = f"message-{counters.take(tx, 'message')}"
    outbox.put(tx, [{
        "key": key, "source": None, "name": name, "correlation_key": correlation_key, "variables": dumps(variables),
        "actor": actor.name, "created_at": to_utc(at), "expires_at": to_utc(at + tx.house.message_ttl),
    }])
    return key


def deliver_due(house: House, now: datetime, *, source: str | None = None, limit: int = 100) -> list[str]:
    """Deliver what can be delivered, each delivery in a transaction of its own; the keys of the instances it reached.

    `source` narrows to the messages that one instance has thrown. Subscriptions come before start events, and each process
    gets a message once, whatever its version. A delivery that fails is logged and tried again the next time.
    """
    reached = list(_correlate(house, now, source, limit))
    return [*reached, *_start(house, now, source, limit)]


def expire(house: House, now: datetime) -> None:
    """Forget the messages whose time is over."""
    house.perform(lambda tx: outbox.expire(tx, to_utc(now)))


def _correlate(house: House, now: datetime, source: str | None, limit: int) -> Iterator[str]:
    for offset in count(step=limit):
        with house.reading() as tx:
            found = outbox.waited_for(tx, to_utc(now), source, limit, offset)
        made = [row["instance_key"] for row in found if _attempt(house, partial(_deliver, match=row, now=now), row)]
        yield from made
        # Only a page of failures is passed over: after a delivery the rows behind it have moved up.
        if made or len(found) < limit:
            return


def _deliver(tx: Tx, match: Mapping[str, Any], now: datetime) -> bool:
    """Give a message to one subscription; False when its process has had it."""
    if outbox.delivered(tx, match["key"], match["process_id"]):
        return False
    outbox.deliver(tx, match["key"], match["process_id"], match["subscription"], to_utc(now))
    body = {
        "name": match["name"], "correlation_key": match["correlation_key"], "message_key": match["key"],
        "variables": match["variables"],
    }
    correlated = fact("message_correlated", now, MESSAGE.name, body, match["subscription"])
    process_instance.advance(tx, match["instance_key"], correlated)
    return True


def _start(house: House, now: datetime, source: str | None, limit: int) -> Iterator[str]:
    for offset in count(step=limit):
        with house.reading() as tx:
            found = outbox.unoffered(tx, to_utc(now), source, limit, offset)
        done = yield from _offer(house, now, found)
        if done or len(found) < limit:
            return


def _offer(house: House, now: datetime, found: Sequence[Mapping[str, Any]]) -> Generator[str, None, bool]:
    """Start what the messages start; are any of them through with their start events?"""
    undone = set()
    for match in found:
        if match["process_id"] is None:
            continue
        started: list[str] = []
        if not _attempt(house, partial(_begin, match=match, started=started, now=now), match):
            undone.add(match["key"])
        yield from started
    done = {match["key"] for match in found} - undone
    for key in done:
        house.perform(partial(outbox.offered, message=key))
    return bool(done)


def _begin(tx: Tx, match: Mapping[str, Any], started: list[str], now: datetime) -> bool:
    """Start an instance by its message start event, unless its process has had the message."""
    if not outbox.delivered(tx, match["key"], match["process_id"]):
        key = process_instance.start(
            tx, match["process_id"], variables=match["variables"], actor=MESSAGE, at=now,
            business_key=match["correlation_key"] or None, start_element=match["element_id"], message=match["name"],
        )
        outbox.deliver(tx, match["key"], match["process_id"], key, to_utc(now))
        started[:] = [key]
    return True


def _attempt(house: House, delivery: Callable[[Tx], bool], match: Mapping[str, Any]) -> bool:
    """Deliver; one delivery that cannot be made does not hinder the others."""
    try:
        return house.perform(delivery)
    except Unavailable:
        raise
    except EngineError as error:
        log.warning("message %s was not delivered to %s: %s", match["key"], match["process_id"], error)
    except Exception:  # a defect in the kernel or a projection must not hold up the other messages
        log.exception("message %s was not delivered to %s", match["key"], match["process_id"])
    return False
