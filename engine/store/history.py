"""The history: append-only streams of events, each chained to the one before by its digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, union
from sqlalchemy.exc import IntegrityError

from engine.errors import LostRace, NotFound
from engine.events import GENESIS, Event, Recorded, body_digest, chain
from engine.store import counters, projection
from engine.store.schema import history_body, history_event, process_instance
from engine.store.transaction import Transaction
from engine.values import dumps, from_utc, loads, to_utc

_INSERT_EVENT = insert(history_event)
_INSERT_BODY = insert(history_body)
_HEAD = (
    select(history_event.c.sequence, history_event.c.digest)
    .where(history_event.c.stream == bindparam("stream"))
    .order_by(history_event.c.sequence.desc())
    .limit(1)
)
_READ = (
    select(history_event, history_body.c.body)
    .outerjoin(history_body, (history_event.c.stream == history_body.c.stream)
               & (history_event.c.sequence == history_body.c.sequence))
    .where(history_event.c.stream == bindparam("stream"), history_event.c.sequence > bindparam("after"))
    .order_by(history_event.c.sequence)
)


def head(tx: Transaction, stream: str) -> tuple[int, str]:
    """Sequence and digest of the last event; (0, GENESIS) of an empty stream."""
    if stream not in tx.heads:
        row = tx.connection.execute(_HEAD, {"stream": stream}).first()
        tx.heads[stream] = (row.sequence, row.digest) if row else (0, GENESIS)
    return tx.heads[stream]


def moved(tx: Transaction) -> str | None:
    """A stream whose head is no longer the one that the transaction knows, or None."""
    for stream, known in tx.heads.items():
        row = tx.connection.execute(_HEAD, {"stream": stream}).first()
        if row is not None and (row.sequence, row.digest) != known:
            return stream
    return None


def append(tx: Transaction, stream: str, events: Sequence[Event]) -> list[Recorded]:
    """Put events at the end of a stream. The primary key is the lock: raises LostRace when another transaction has been there."""
    last, digest = head(tx, stream)
    recorded, rows, bodies = [], [], []
    for sequence, event in enumerate(events, start=last + 1):
        of_body = body_digest(event.body)
        digest = chain(digest, stream, sequence, event, of_body)
        recorded.append(Recorded(stream=stream, sequence=sequence, event=event, digest=digest))
        rows.append(_row(tx, recorded[-1], of_body))
        bodies.append({"stream": stream, "sequence": sequence, "body": dumps(event.body)})
    try:
        tx.connection.execute(_INSERT_EVENT, rows)
    except IntegrityError as error:
        raise LostRace("history.lost_race", stream=stream) from error
    tx.connection.execute(_INSERT_BODY, bodies)
    tx.heads[stream] = (last + len(events), digest)
    return recorded


def record(tx: Transaction, stream: str, event: Event) -> Recorded:
    """Let a fact of the house happen (a deployment, a role granted): history and projections, no kernel. Raises LostRace."""
    recorded = append(tx, stream, [event])
    projection.apply(tx, recorded)
    return recorded[0]


def read(tx: Transaction, stream: str, after: int = 0) -> list[Recorded]:
    """The events of a stream behind sequence `after`, in order. An erased body reads as empty (see `audit.verify`)."""
    rows = tx.connection.execute(_READ, {"stream": stream, "after": after})
    return [_recorded(row) for row in rows]


def first(tx: Transaction, stream: str) -> Recorded:
    """The event that began a stream. Raises NotFound."""
    row = tx.connection.execute(_READ.limit(1), {"stream": stream, "after": 0}).first()
    if row is None:
        raise NotFound("stream.unknown", stream=stream)
    return _recorded(row)


def raw(tx: Transaction, stream: str) -> list[dict[str, Any]]:
    """The stored rows of a stream, untouched, `body` as text or None: what an auditor checks."""
    rows = tx.connection.execute(_READ, {"stream": stream, "after": 0})
    return [dict(row._mapping) for row in rows]


def streams(tx: Transaction) -> list[str]:
    """The names of all streams, the house's own first; a case whose history is gone is named too."""
    told = union(select(history_event.c.stream), select(process_instance.c.instance_key))
    names = tx.connection.execute(told).scalars()
    return sorted(names, key=lambda name: (len(name) if name.isdigit() else 0, name))


def register_changes(tx: Transaction) -> list[Recorded]:
    """Every change of a register, over all streams, in the order in which they took effect."""
    positioned = (
        select(history_event, history_body.c.body)
        .outerjoin(history_body, (history_event.c.stream == history_body.c.stream)
                   & (history_event.c.sequence == history_body.c.sequence))
        .where(history_event.c.position.is_not(None))
        .order_by(history_event.c.position)
    )
    return [_recorded(row) for row in tx.connection.execute(positioned)]


def erase_body(tx: Transaction, stream: str, sequence: int) -> None:
    """Delete a body. The database refuses it unless a `body_erased` fact {sequence} stands in the stream."""
    tx.connection.execute(
        delete(history_body).where(history_body.c.stream == stream, history_body.c.sequence == sequence)
    )


def _row(tx: Transaction, recorded: Recorded, of_body: str) -> dict[str, Any]:
    event = recorded.event
    return {
        "stream": recorded.stream, "sequence": recorded.sequence, "type": event.type, "version": event.version,
        "at": to_utc(event.at), "actor": event.actor, "is_fact": event.is_fact, "element_id": event.element_id,
        "element_instance_key": event.element_instance_key, "body_digest": of_body, "digest": recorded.digest,
        "position": counters.take(tx, counters.POSITION) if event.type in projection.REGISTER_EVENTS else None,
    }


def event_of(row: Mapping[str, Any], body: Mapping[str, Any]) -> Event:
    """The event in a stored row. Raises ValueError when it was altered into something that is no event."""
    return Event(
        type=row["type"], at=from_utc(row["at"]), actor=row["actor"], body=body, element_id=row["element_id"],
        element_instance_key=row["element_instance_key"], is_fact=bool(row["is_fact"]), version=row["version"],
    )


def _recorded(row: Any) -> Recorded:
    event = event_of(row._mapping, loads(row.body) if row.body is not None else {})
    return Recorded(stream=row.stream, sequence=row.sequence, event=event, digest=row.digest)
