"""The working-day calendars that were ever in force: a stream of facts, so that every case can be counted as it was then."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from hashlib import sha256

from engine import definitions, process_instance
from engine.errors import Conflict
from engine.events import fact
from engine.house import Actor, House, Tx
from engine.store import history
from engine.store.queries import definition as queries

STREAM = "calendar"
#: Cases that are looked up at once.
PAGE = 200


def contents(tx: Tx) -> list[str]:
    """The contents of all recorded calendars in the order in which they came into force."""
    digests = [one.event.body["digest"] for one in history.read(tx, STREAM)]
    return [definitions.content(tx, digest).decode() for digest in digests]


def record(tx: Tx, content: str, *, year: int | None, actor: Actor, at: datetime) -> None:
    """A calendar is in force from now on; `year` is the one whose table was loaded, None for the shipped calendar."""
    data = content.encode()
    digest = sha256(data).hexdigest()
    queries.put_content(tx, digest, "calendar", data)
    history.record(tx, STREAM, fact("calendar_loaded", at, actor.name, {"digest": digest, "year": year}))


def count_again(house: House, *, actor: Actor, at: datetime) -> int:
    """Count the deadlines of every open case again by the calendar that is in force in `house`; how many cases there were."""
    with house.reading() as tx:
        keys = [row["instance_key"] for row in _open(tx)]
    return sum(house.perform(partial(_counted, key=key, actor=actor, at=at)) for key in keys)


def _open(tx: Tx) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    while page := process_instance.search(tx, state="active", limit=PAGE, offset=len(found)):
        found += page
    return found


def _counted(tx: Tx, *, key: str, actor: Actor, at: datetime) -> bool:
    try:
        process_instance.advance(tx, key, fact("due_dates_recomputed", at, actor.name, {}, key))
    except Conflict:
        # The case has ended in the meantime: nothing is due in it any more.
        return False
    return True
