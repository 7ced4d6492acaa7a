"""Signals: thrown once, heard by every case that waits at that moment, and by the processes that they start."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from engine import process_instance
from engine.errors import Conflict, EngineError, NotFound, Unavailable
from engine.events import fact
from engine.house import Actor, House, Tx
from engine.store import broadcasts, counters
from engine.values import dumps, to_utc

log = logging.getLogger(__name__)

#: Who brings a signal and starts instances by it.
SIGNAL = Actor("signal")


def broadcast(tx: Tx, name: str, *, variables: Mapping[str, Any], actor: Actor, at: datetime) -> str:
    """Throw a signal from outside; its key. The executor brings it to whoever waits for it now; it is not kept for others."""
    key = f"signal-{counters.take(tx, 'signal')}"
    broadcasts.put(tx, {
        "signal": key, "source": None, "name": name, "variables": dumps(variables), "actor": actor.name,
        "created_at": to_utc(at),
    })
    return key


def deliver_due(house: House, now: datetime, *, source: str | None = None, limit: int = 100) -> list[str]:
    """Bring signals to their receivers, each in a transaction of its own; the keys of the instances that were reached.

    `source` narrows to those that one instance has thrown. Who has stopped waiting meanwhile no longer hears it. A delivery
    that fails otherwise is logged and tried again the next time.
    """
    for offset in count(step=limit):
        with house.reading() as tx:
            found = broadcasts.due(tx, source, limit, offset)
        made = [key for row in found for key in _attempt(house, row, now)]
        # Only a page of failures is passed over: after a delivery the rows behind it have moved up.
        if made or len(found) < limit:
            break
    return made


def _attempt(house: House, row: Mapping[str, Any], now: datetime) -> Iterator[str]:
    try:
        key = house.perform(partial(_deliver, row=row, now=now))
        if key is not None:
            yield key
    except Unavailable:
        raise
    except (Conflict, NotFound) as error:
        log.info("signal %s is not awaited any more by %s: %s", row["signal"], row["receiver"], error)
        house.perform(lambda tx: broadcasts.take(tx, row["signal"], row["receiver"]))
    except EngineError as error:
        log.warning("signal %s was not delivered to %s: %s", row["signal"], row["receiver"], error)
    except Exception:  # a defect in the kernel or a projection must not hold up the other signals
        log.exception("signal %s was not delivered to %s", row["signal"], row["receiver"])


def _deliver(tx: Tx, row: Mapping[str, Any], now: datetime) -> str | None:
    """Let one receiver hear a signal; its instance key, or None when another executor was faster."""
    if not broadcasts.take(tx, row["signal"], row["receiver"]):
        return None
    if row["process_id"] is not None:
        return process_instance.start(
            tx, row["process_id"], variables=row["variables"], actor=SIGNAL, at=now, start_element=row["element_id"],
            signal=row["name"],
        )
    body = {
        "name": row["name"], "signal_key": row["signal"], "variables": row["variables"],
        "subscriptions": row["subscriptions"],
    }
    process_instance.advance(tx, row["receiver"], fact("signal_received", now, SIGNAL.name, body))
    return str(row["receiver"])
