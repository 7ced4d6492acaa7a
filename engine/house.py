"""The house: everything that the nouns are given instead of fetching it — database, handlers, calendar, parameters, registers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from engine.definitions import Definitions
from engine.errors import Conflict, Forbidden, LostRace
from engine.handler import Handler, Registers
from engine.store import history
from engine.store.transaction import Connection, Database, Projector, Transaction
from engine.typesetting import Typesetter

__all__ = [
    "SYSTEM", "Actor", "Calendars", "Connection", "Database", "DocumentKind", "Due", "House", "NoRegisters", "Projector",
    "Tx",
]

T = TypeVar("T")

#: Seconds to wait before the next try of a lost race.
PAUSES = (0.002, 0.01, 0.03, 0.1, 0.3)


class Due(Protocol):
    """When something is due; `provisional` while that year's calendar is not yet published."""

    @property
    def at(self) -> datetime: ...

    @property
    def provisional(self) -> bool: ...


class Calendars(Protocol):
    """Every working-day calendar that was ever in force, by digest."""

    def current(self) -> str:
        """The digest of the calendar in force now."""
        ...

    def due(self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str) -> Due:
        """When `parameter` (T05) runs out, counted from `start` by the calendar with that digest."""
        ...


class DocumentKind(Protocol):
    """How documents of a kind are numbered: `prefix` 淮数审 gives 淮数审〔2027〕12号."""

    @property
    def organ(self) -> str: ...

    @property
    def prefix(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with `ROLE` and `ROLE@ORG` groups. `unrestricted` is for the player and the command line alone."""

    name: str
    groups: frozenset[str] = frozenset()
    unrestricted: bool = False


#: The clock, the executor, message delivery.
SYSTEM = Actor("system", unrestricted=True)


def _no_reads(_registers: Registers, _names: Sequence[str], _business_key: str | None) -> Mapping[str, Any]:
    return {}


class NoRegisters:
    """A house without ledgers: every read finds nothing."""

    def get(self, register: str, key: str) -> None:
        """No row."""
        return None

    def find(self, register: str, **fields: Any) -> Sequence[Mapping[str, Any]]:
        """No rows."""
        return ()


def _none_later(_day: date) -> Sequence[tuple[str, Mapping[str, Any]]]:
    return ()


def _no_registers(_connection: Connection) -> Registers:
    return NoRegisters()


@dataclass(frozen=True, kw_only=True)
class House:
    """The one wiring object; built in `web/app.py`, `web/cli.py`, the player and the tests."""

    database: Database
    calendars: Calendars
    #: The parameters in force on a day: (version, {"T05": {…}}).
    parameters: Callable[[date], tuple[str, Mapping[str, Any]]]
    #: The sets that come into force after a day, in the same form.
    later_parameters: Callable[[date], Sequence[tuple[str, Mapping[str, Any]]]] = _none_later
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    #: The read port on the registers, over a connection.
    registers: Callable[[Connection], Registers] = _no_registers
    #: The rows that a definition `reads`: (registers, names, business key) -> {name: row}.
    reads: Callable[[Registers, Sequence[str], str | None], Mapping[str, Any]] = _no_reads
    projectors: tuple[Projector, ...] = ()
    roles: frozenset[str] = frozenset()
    #: Roles held at one's own unit only: a person has `ROLE@UNIT` and not `ROLE`.
    unit_roles: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    documents: Mapping[str, DocumentKind] = field(default_factory=dict)
    #: Makes files of issued documents. None: they are numbered and kept as data only.
    typesetter: Typesetter | None = None
    #: How long a message waits for a subscription.
    message_ttl: timedelta = timedelta(days=30)
    #: How long a job is its executor's. A handler that takes longer may run twice; `Job.id` is its idempotency key.
    lease: timedelta = timedelta(minutes=5)
    #: How long after its end a case lies in rows that every shell can read, before its history is packed.
    packed_after: timedelta = timedelta(days=30)
    #: How long the answer to a request is kept under its idempotency key.
    answers_kept: timedelta = timedelta(days=7)
    #: Compiled definitions by pins digest.
    definitions: Definitions = field(default_factory=Definitions)

    @contextmanager
    def transaction(self, alone_in: str | None = None, *, at_once: bool = True) -> Iterator[Tx]:
        """A writing transaction, see `Database.transaction`. Raises LostRace (use `perform`) and Unavailable."""
        with self.database.transaction(alone_in, at_once=at_once) as connection:
            yield Tx(connection=connection, projectors=self.projectors, house=self)

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """A transaction that changes nothing. Raises Unavailable."""
        with self.database.reading() as connection:
            yield Tx(connection=connection, projectors=self.projectors, house=self)

    def perform(self, function: Callable[[Tx], T]) -> T:
        """Run `function` in a writing transaction and again from the start when another one wrote the stream first.

        It does not hold up other writers until it writes itself. Whoever has lost once queues for the stream: of fifty that
        vote at the same moment each has its turn.
        """
        stream = None
        for attempt, pause in enumerate(PAUSES):
            try:
                with self.transaction(stream, at_once=attempt > 0) as tx:
                    return _decided(tx, function)
            except LostRace as lost:
                stream = lost.data.get("stream")
                if stream is None:
                    time.sleep(pause)
        with self.transaction(stream) as tx:
            return function(tx)


def _decided(tx: Tx, function: Callable[[Tx], T]) -> T:
    """What the function comes to. A refusal by rows of a case that has moved since it was pinned is a race that was lost."""
    try:
        return function(tx)
    except (Conflict, Forbidden):
        if (stream := history.moved(tx)) is not None:
            raise LostRace("history.lost_race", stream=stream) from None
        raise


@dataclass(slots=True, kw_only=True)
class Tx(Transaction):
    """An open transaction of a house; the first argument of every noun's function."""

    house: House
