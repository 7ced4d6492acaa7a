"""The history: append-only streams of events, each chained to the one before by its digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, union
from sqlalchemy.exc import IntegrityError

from engine.errors import LostRace, NotFound
from engine.events import GENESIS, Event, Recorded, body_digest, chain, written
from engine.store import counters, packs, projection
from engine.store.schema import history_body, history_event, history_pack, process_instance
from engine.store.statements import fetch, run, together
from engine.store.transaction import Transaction
from engine.values import from_utc, loads, to_utc

_INSERT_EVENT = insert(history_event)
_INSERT_BODY = insert(history_body)
_HEAD = (
    select(history_event.c.sequence, history_event.c.digest)
    .where(history_event.c.stream == bindparam("stream"))
    .order_by(history_event.c.sequence.desc())
    .limit(1)
)
#: An event's body, looked up by its whole key. Not a join: PostgreSQL, while its statistics do not know a new stream yet, takes
#: both sides for one row and compares every event with every body.
_BODY = (
    select(history_body.c.body)
    .where(history_body.c.stream == history_event.c.stream, history_body.c.sequence == history_event.c.sequence)
    .scalar_subquery().label("body")
)
_READ = (
    select(history_event, _BODY)
    .where(history_event.c.stream == bindparam("stream"), history_event.c.sequence > bindparam("after"))
    .order_by(history_event.c.sequence)
)
_FIRST = _READ.limit(1)


def head(tx: Transaction, stream: str) -> tuple[int, str]:
    """Sequence and digest of the last event; (0, GENESIS) of an empty stream."""
    if stream not in tx.heads:
        tx.heads[stream] = newest(tx, stream) or (0, GENESIS)
    return tx.heads[stream]


def newest(tx: Transaction, stream: str) -> tuple[int, str] | None:
    """Sequence and digest of the last event as it is stored now; None of an empty stream."""
    heads = [(row["sequence"], hexed(row["digest"])) for row in fetch(tx, _HEAD, stream=stream)]
    if (pack := packs.find(tx, stream)) is not None:
        heads.append((pack["upto"], hexed(pack["digest"])))
    return max(heads, default=None)


def watch(tx: Transaction, stream: str) -> None:
    """What is read about a stream from here on holds until the transaction's own events, or they have lost the race.

    For whoever decides by a projection whether a fact may happen: others may write between any two statements.
    """
    head(tx, stream)


def moved(tx: Transaction) -> str | None:
    """A stream whose head is no longer the one that the transaction knows, or None."""
    for stream, known in tx.heads.items():
        now = newest(tx, stream)
        if now is not None and now != known:
            return stream
    return None


@dataclass(frozen=True, slots=True)
class Sealed:
    """Events with their places and digests, not yet written."""

    recorded: list[Recorded]
    rows: list[dict[str, Any]]
    bodies: list[dict[str, Any]]


def append(tx: Transaction, stream: str, events: Sequence[Event]) -> list[Recorded]:
    """Put events at the end of a stream. Raises LostRace when another transaction has been there."""
    sealed = seal(tx, stream, events)
    keep(tx, stream, sealed)
    return sealed.recorded


def seal(tx: Transaction, stream: str, events: Sequence[Event]) -> Sealed:
    """Give events the next places of a stream, so that nobody waits while digests are made; `keep` writes them."""
    last, digest = head(tx, stream)
    recorded, rows, bodies = [], [], []
    for sequence, event in enumerate(events, start=last + 1):
        body, of_body = written(event)
        digest = chain(digest, stream, sequence, event, of_body)
        recorded.append(Recorded(stream=stream, sequence=sequence, event=event, digest=digest))
        rows.append(_row(tx, recorded[-1], of_body))
        bodies.append({"stream": stream, "sequence": sequence, "body": body})
    return Sealed(recorded, rows, bodies)


def keep(tx: Transaction, stream: str, sealed: Sealed) -> None:
    """Write sealed events. The primary key is the lock: raises LostRace when another transaction has been there."""
    try:
        with together(tx):
            run(tx, _INSERT_EVENT, sealed.rows)
            run(tx, _INSERT_BODY, sealed.bodies)
    except IntegrityError as error:
        raise LostRace("history.lost_race", stream=stream) from error
    last = sealed.recorded[-1]
    tx.heads[stream] = (last.sequence, last.digest)


def record(tx: Transaction, stream: str, event: Event) -> Recorded:
    """Let a fact of the house happen (a deployment, a role granted): history and projections, no kernel. Raises LostRace."""
    recorded = append(tx, stream, [event])
    projection.apply(tx, recorded)
    return recorded[0]


def read(tx: Transaction, stream: str, after: int = 0) -> list[Recorded]:
    """The events of a stream behind sequence `after`, in order. An erased body reads as empty (see `audit.verify`)."""
    pack = packs.find(tx, stream)
    if pack is None:
        return [_recorded(row) for row in fetch(tx, _READ, stream=stream, after=after)]
    return [_recorded(row) for row in _merged(tx, stream, pack) if row["sequence"] > after]


def first(tx: Transaction, stream: str) -> Recorded:
    """The event that began a stream. Raises NotFound."""
    found = fetch(tx, _FIRST, stream=stream, after=0)
    if found and found[0]["sequence"] == 1:
        return _recorded(found[0])
    events = read(tx, stream)
    if not events:
        raise NotFound("stream.unknown", stream=stream)
    return events[0]


def raw(tx: Transaction, stream: str) -> list[dict[str, Any]]:
    """The stored rows of a stream, untouched, `body` as text or None: what an auditor checks."""
    pack = packs.find(tx, stream)
    return _rows(tx, stream) if pack is None else _merged(tx, stream, pack)


def pack(tx: Transaction, stream: str) -> None:
    """Lay the events of a stream that has come to its end into one compressed row. Its digests stay what they were.

    Events that follow later are rows again. Nothing happens when there is no row to pack, or when the chain is broken:
    what an auditor has to find stays where it is.
    """
    rows = raw(tx, stream)
    if packs.find(tx, stream) is None and rows and _whole(stream, rows):
        packs.put(tx, stream, rows)


def unpack(tx: Transaction, stream: str) -> None:
    """Lay a packed stream into rows again. Nothing happens when it lies there."""
    found = packs.find(tx, stream)
    if found is None:
        return
    there = {row["sequence"] for row in _rows(tx, stream)}
    rows = [row for row in _merged(tx, stream, found) if row["sequence"] not in there]
    digests = ("body_digest", "digest")
    run(tx, _INSERT_EVENT, [
        {name: bytes.fromhex(row[name]) if name in digests else row[name] for name in row if name != "body"} for row in rows
    ])
    if bodies := [{name: row[name] for name in ("stream", "sequence", "body")} for row in rows if row["body"] is not None]:
        run(tx, _INSERT_BODY, bodies)
    packs.drop(tx, stream)


def _rows(tx: Transaction, stream: str) -> list[dict[str, Any]]:
    rows = fetch(tx, _READ, stream=stream, after=0)
    return [{**row, "body_digest": hexed(row["body_digest"]), "digest": hexed(row["digest"])} for row in rows]


def _merged(tx: Transaction, stream: str, pack: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = _rows(tx, stream)
    kept = {row["sequence"]: row for row in rows}
    return [*packs.rows(stream, pack, kept), *(row for row in rows if row["sequence"] > pack["upto"])]


def _whole(stream: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Is every event there and every digest right?"""
    previous = GENESIS
    for sequence, row in enumerate(rows, start=1):
        event = event_of(row, {})
        right = chain(previous, stream, sequence, event, row["body_digest"])
        body = row["body"] is None or body_digest(loads(row["body"])) == row["body_digest"]
        if (row["sequence"], row["digest"]) != (sequence, right) or not body:
            return False
        previous = right
    return True


def streams(tx: Transaction) -> list[str]:
    """The names of all streams, the house's own first; a case whose history is gone is named too."""
    told = union(
        select(history_event.c.stream), select(history_pack.c.stream), select(process_instance.c.instance_key)
    )
    names = tx.connection.execute(told).scalars()
    return sorted(names, key=lambda name: (len(name) if name.isdigit() else 0, name))


def register_changes(tx: Transaction) -> list[Recorded]:
    """Every change of a register, over all streams, in the order in which they took effect."""
    positioned = select(history_event, _BODY).where(history_event.c.position.is_not(None)).order_by(history_event.c.position)
    return [_recorded(row._asdict()) for row in tx.connection.execute(positioned)]


def erase_body(tx: Transaction, stream: str, sequence: int) -> None:
    """Delete a body. The database refuses it unless a `body_erased` fact {sequence} stands in the stream."""
    unpack(tx, stream)
    tx.connection.execute(
        delete(history_body).where(history_body.c.stream == stream, history_body.c.sequence == sequence)
    )


def _row(tx: Transaction, recorded: Recorded, of_body: str) -> dict[str, Any]:
    event = recorded.event
    return {
        "stream": recorded.stream, "sequence": recorded.sequence, "type": event.type, "version": event.version,
        "at": to_utc(event.at), "actor": event.actor, "is_fact": event.is_fact, "element_id": event.element_id,
        "element_instance_key": event.element_instance_key, "body_digest": bytes.fromhex(of_body),
        "digest": bytes.fromhex(recorded.digest),
        "position": counters.take(tx, counters.POSITION) if event.type in projection.REGISTER_EVENTS else None,
    }


def event_of(row: Mapping[str, Any], body: Mapping[str, Any]) -> Event:
    """The event in a stored row. Raises ValueError when it was altered into something that is no event."""
    return Event(
        type=row["type"], at=from_utc(row["at"]), actor=row["actor"], body=body, element_id=row["element_id"],
        element_instance_key=row["element_instance_key"], is_fact=bool(row["is_fact"]), version=row["version"],
    )


def _recorded(row: Mapping[str, Any]) -> Recorded:
    event = event_of(row, loads(row["body"]) if row["body"] is not None else {})
    return Recorded(stream=row["stream"], sequence=row["sequence"], event=event, digest=hexed(row["digest"]))


def hexed(digest: Any) -> str:
    """A stored digest as everybody else writes it; what an administrator put in its place, as it is."""
    return digest.hex() if isinstance(digest, bytes | memoryview) else str(digest)
