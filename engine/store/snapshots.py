"""The kernel's cache: the state of an instance after its last event, and its variables, one row a scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, delete, func, select

from engine.errors import LostRace
from engine.store import history
from engine.store.rows import upsert
from engine.store.schema import history_event, process_instance, scope, snapshot
from engine.store.statements import fetch, run, together
from engine.store.transaction import Transaction

_STREAM: BindParameter[str] = bindparam("stream")
_NEWEST = (
    select(func.max(history_event.c.sequence)).where(history_event.c.stream == _STREAM).correlate(None).scalar_subquery()
)
# One statement, so that PostgreSQL shows state and head of one moment.
_LOAD = (
    select(
        process_instance.c.pins, process_instance.c.business_key, snapshot.c.sequence.label("seen"), snapshot.c.state,
        history_event.c.sequence, history_event.c.digest, process_instance.c.ended_at,
    )
    .select_from(process_instance)
    .outerjoin(history_event, (history_event.c.stream == process_instance.c.instance_key)
               & (history_event.c.sequence == _NEWEST))
    .outerjoin(snapshot, snapshot.c.stream == process_instance.c.instance_key)
    .where(process_instance.c.instance_key == _STREAM)
)
_SCOPES = select(scope.c.scope_key, scope.c.variables).where(scope.c.stream == _STREAM)
_DROP = delete(scope).where(scope.c.stream == bindparam("key"), scope.c.scope_key == bindparam("scope"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An instance as it was kept. `state` is None when the cache is missing or older than the history: replay it."""

    pins: str
    business_key: str | None
    state: str | None
    #: Variables of each scope as JSON text.
    scopes: Mapping[str, str]


def load(tx: Transaction, stream: str) -> Stored | None:
    """What was kept of an instance, or None when there is no such instance. The stream's head is known afterwards.

    Raises LostRace when the head was known before and has moved: what the transaction has read of the case is of yesterday.
    """
    found = fetch(tx, _LOAD, stream=stream)
    if not found:
        return None
    [row] = found
    # What has ended may be packed: its head is then in no row.
    newest = (row["sequence"], history.hexed(row["digest"])) if row["ended_at"] is None else history.newest(tx, stream)
    if newest is None or newest[0] is None:
        return None
    if tx.heads.setdefault(stream, newest) != newest:
        raise LostRace("history.lost_race", stream=stream)
    state = row["state"] if row["seen"] == newest[0] else None
    return Stored(
        pins=row["pins"], business_key=row["business_key"], state=state, scopes=scopes(tx, stream) if state else {}
    )


def scopes(tx: Transaction, stream: str) -> dict[str, str]:
    """The variables of every open scope, as JSON text."""
    return {row["scope_key"]: row["variables"] for row in fetch(tx, _SCOPES, stream=stream)}


def save(tx: Transaction, stream: str, state: str, changed: Mapping[str, str], dropped: Iterable[str]) -> None:
    """Keep the state after the stream's last event; only the scopes that changed are written."""
    row = {"stream": stream, "sequence": tx.heads[stream][0], "state": state}
    gone = [{"key": stream, "scope": key} for key in dropped]
    rows = [{"stream": stream, "scope_key": key, "variables": text} for key, text in changed.items()]
    with together(tx):
        run(tx, upsert(tx, snapshot, ("stream", "sequence", "state")), [row])
        if gone:
            run(tx, _DROP, gone)
        if rows:
            run(tx, upsert(tx, scope, ("stream", "scope_key", "variables")), rows)


def forget(tx: Transaction, stream: str) -> None:
    """Drop the cache of a stream; the next `advance` replays the history."""
    for table in (snapshot, scope):
        tx.connection.execute(delete(table).where(table.c.stream == stream))
