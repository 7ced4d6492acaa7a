"""Packed streams: the events of an ended case in one compressed row, every digest derived again when it is read.

A digest cannot be compressed and can be computed: a pack keeps that of its last event only. Whoever alters anything in a
pack changes what the chain comes to, and that no longer is the digest that the pack, or a signed checkpoint, says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select

from engine.events import GENESIS, Event, body_digest, chain
from engine.store.schema import history_body, history_event, history_pack
from engine.store.statements import fetch, run
from engine.store.transaction import Transaction
from engine.values import dumps, from_utc, loads

#: Columns of an event as a pack keeps them, in this order; behind them its body, and the body's digest if that was erased.
COLUMNS = ("type", "version", "at", "actor", "is_fact", "element_id", "element_instance_key")
#: Bytes of one unpacked stream: a pack that claims more was altered.
MOST_BYTES = 200_000_000

_FIND = select(history_pack).where(history_pack.c.stream == bindparam("of_stream"))
_INSERT = insert(history_pack)
_DELETE = delete(history_pack).where(history_pack.c.stream == bindparam("of_stream"))
_UPTO: BindParameter[int] = bindparam("last")
_DROP_BODIES = delete(history_body).where(
    history_body.c.stream == bindparam("of_stream"), history_body.c.sequence <= _UPTO,
    history_body.c.sequence.not_in(select(history_event.c.sequence).where(
        history_event.c.stream == bindparam("of_stream"), history_event.c.position.is_not(None))),
)
_DROP_EVENTS = delete(history_event).where(
    history_event.c.stream == bindparam("of_stream"), history_event.c.sequence <= _UPTO, history_event.c.position.is_(None),
)

Row = Mapping[str, Any]


def find(tx: Transaction, stream: str) -> Row | None:
    """The pack of a stream: upto, digest (bytes), content; None when it lies in rows."""
    found = fetch(tx, _FIND, of_stream=stream)
    return found[0] if found else None


def put(tx: Transaction, stream: str, rows: Sequence[Row]) -> None:
    """Pack the rows of a whole stream, as `history.raw` gives them, and take them out of the tables."""
    events = [
        None if row["position"] is not None else [*(row[name] for name in COLUMNS), row["body"], *([] if row["body"] else [row["body_digest"]])]
        for row in rows
    ]
    last = rows[-1]
    content = zlib.compress(dumps(events).encode(), 9)
    run(tx, _INSERT, [{"stream": stream, "upto": last["sequence"], "digest": bytes.fromhex(last["digest"]), "content": content}])
    given = {"of_stream": stream, "last": last["sequence"]}
    run(tx, _DROP_BODIES, [given])
    run(tx, _DROP_EVENTS, [given])


def drop(tx: Transaction, stream: str) -> None:
    """Forget a pack; the database refuses it while an event of it is in no row."""
    run(tx, _DELETE, [{"of_stream": stream}])


def rows(stream: str, pack: Row, kept: Mapping[int, Row]) -> Iterator[dict[str, Any]]:
    """The rows of a packed stream in order, as `history.raw` gives them; `kept` are those that stayed in the tables.

    The last one has the digest that the pack says, so that a verification finds what was altered. A pack that cannot be read
    gives nothing.
    """
    previous = GENESIS
    for sequence, packed in enumerate(_events(pack), start=1):
        row = kept.get(sequence)
        if packed is not None:
            row = _row(stream, sequence, packed, previous)
        if row is None:
            return
        previous = row["digest"]
        yield {**row, "digest": pack["digest"].hex()} if sequence == pack["upto"] else dict(row)


def _events(pack: Row) -> list[Any]:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(pack["content"], MOST_BYTES)
        events = loads(content) if unpacker.eof else []
    except (zlib.error, ValueError):
        return []
    return events if isinstance(events, list) and len(events) == pack["upto"] else []


def _row(stream: str, sequence: int, packed: Any, previous: str) -> dict[str, Any] | None:
    """One event with its digests; None when it is no event any more."""
    try:
        *columns, body = packed[:len(COLUMNS) + 1]
        values = dict(zip(COLUMNS, columns, strict=True))
        of_body = body_digest(loads(body)) if body is not None else packed[len(COLUMNS) + 1]
        event = Event(**{**values, "at": from_utc(values["at"]), "is_fact": bool(values["is_fact"])}, body={})
        digest = chain(previous, stream, sequence, event, of_body)
    except (TypeError, ValueError, IndexError, AttributeError):
        return None
    return {
        "stream": stream, "sequence": sequence, **values, "body_digest": of_body, "digest": digest, "position": None, "body": body,
    }
