"""The database: opening it, one transaction at a time for SQLite's writers, and every driver error in our own words."""

from __future__ import annotations

import fcntl
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, MetaData, event, exc, text
from sqlalchemy.pool import StaticPool

from engine.errors import LostRace, Unavailable
from engine.events import Recorded
from engine.store.schema import METADATA

__all__ = ["Connection", "Database", "Projector", "Transaction", "begin_writing"]

#: Milliseconds to wait for a lock that somebody else holds (SQLite: a backup, a shell; PostgreSQL: another writer).
BUSY_MS = 10_000
#: Milliseconds after which PostgreSQL takes its locks from a client that was stopped or cut off in the middle of a transaction.
GONE_MS = 600_000
#: A lock of PostgreSQL's that lasts as long as the transaction.
_QUEUE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
#: Connections of one process to PostgreSQL: more than a server has threads, for while many queue for a case the one whose turn
#: it is may have to look something up beside its transaction.
CONNECTIONS = 24
#: PostgreSQL: serialization failure, deadlock.
_RACES = frozenset({"40001", "40P01"})

#: Brings the registers up to date with a `record_changed`, `register_seeded` or `document_issued` event.
Projector = Callable[[Connection, Recorded], None]


@dataclass(slots=True, kw_only=True)
class Transaction:
    """An open transaction, with the heads of the streams that it has read or written."""

    connection: Connection
    projectors: Sequence[Projector] = ()
    #: stream -> (sequence, digest) of its last event
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)


class Database:
    """SQLite (a file, or `:memory:` for the player) or PostgreSQL."""

    def __init__(self, engine: Engine, metadata: Sequence[MetaData]) -> None:
        self.engine = engine
        #: The registers' metadata: their tables come and go with ours.
        self.metadata = tuple(metadata)
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        self._lock_path = f"{path}.lock" if path and path != ":memory:" else None

    @classmethod
    def open(cls, url: str, *, extra_metadata: Sequence[MetaData] = ()) -> Database:
        """Open `sqlite:///path`, `sqlite:///:memory:` or `postgresql+psycopg://…`. Nothing is read or created yet."""
        if sqlalchemy.make_url(url).get_backend_name() != "sqlite":
            engine = sqlalchemy.create_engine(
                url, pool_pre_ping=True, pool_size=CONNECTIONS // 2, max_overflow=CONNECTIONS - CONNECTIONS // 2
            )
            event.listen(engine, "connect", _prepare_postgresql)
            return cls(engine, extra_metadata)
        memory = sqlalchemy.make_url(url).database in (None, "", ":memory:")
        pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
        engine = sqlalchemy.create_engine(url, connect_args={"check_same_thread": False}, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "before_cursor_execute", _before_sqlite)
        return cls(engine, extra_metadata)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def transaction(self, alone_in: str | None = None, *, at_once: bool = True) -> Iterator[Connection]:
        """A writing transaction: commits at the end, rolls back on any error. Raises Unavailable and LostRace.

        With `alone_in` (any name) it waits until no other such transaction of that name is open. SQLite's are alone anyway
        as soon as they write; unless `at_once` they queue only then. Until then each statement reads what is committed, as on
        PostgreSQL, and nobody waits for what is computed in between.
        """
        with _Turn(self._lock_path, at_once) as turn, translated(), self.engine.connect() as connection:
            with connection.execution_options(turn=turn).begin():
                if alone_in is not None and self.dialect == "postgresql":
                    connection.execute(_QUEUE, {"name": alone_in})
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that is always rolled back. Raises Unavailable."""
        with translated(), self.engine.connect() as connection, connection.begin() as reading:
            try:
                yield connection
            finally:
                reading.rollback()

    def migrate(self) -> None:
        """Create or upgrade every table, in one transaction. Raises Unavailable."""
        with self.transaction() as connection:
            _migrations().upgrade(connection, self.metadata)

    def create(self) -> None:
        """Make every table in an empty database that nobody will ever upgrade: the memory of a play."""
        with self.transaction() as connection:
            for metadata in (METADATA, *self.metadata):
                metadata.create_all(connection)

    def is_current(self) -> bool:
        """Does the database have the newest schema? Raises Unavailable."""
        with self.reading() as connection:
            return bool(_migrations().is_current(connection))

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _migrations() -> ModuleType:
    """Imported when a stored database is opened: Alembic costs a play a quarter of its time, and it needs none."""
    return importlib.import_module("engine.store.migrations")


class _Turn:
    """A writer's place in the queue. SQLite's own busy loop sleeps; a lock of the system wakes the next writer at once.

    The file is opened anew each time: a descriptor that outlives a fork would be one lock for both processes.
    """

    def __init__(self, path: str | None, at_once: bool) -> None:
        self.path = path
        self.at_once = at_once
        self.taken = False
        self._handle: int | None = None

    def __enter__(self) -> _Turn:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)

    def take(self, connection: Connection) -> None:
        """Wait for our turn, then begin to write. Raises Unavailable."""
        self.taken = True
        if self.path is not None:
            try:
                self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
            except OSError as error:
                raise Unavailable("store.unavailable", reason=str(error)) from error
            fcntl.flock(self._handle, fcntl.LOCK_EX)
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute("BEGIN IMMEDIATE")
        except driver.Error as error:
            raise Unavailable("store.unavailable", reason=str(error)) from error


def begin_writing(connection: Connection) -> None:
    """Take our turn unless we have it. Nothing to do where writers do not queue."""
    turn = connection.get_execution_options().get("turn")
    if turn is not None and not turn.taken and connection.dialect.name == "sqlite":
        turn.take(connection)


@contextmanager
def translated() -> Iterator[None]:
    """Say driver errors as ours: full or read-only disk, lost connection -> Unavailable; a race that the database saw -> LostRace."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError) as error:
        cause = getattr(error, "orig", None)
        if getattr(cause, "sqlstate", None) in _RACES:
            raise LostRace("store.lost_race") from error
        raise Unavailable("store.unavailable", reason=str(cause or error)) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver opens no transaction behind our back
    for pragma in (
        "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {BUSY_MS}",
        # Some three hundred steps: copying them into the database is a step's bad luck, and should be a rare one.
        "wal_autocheckpoint = 4000",
        # INSERT OR REPLACE must meet the append-only triggers too
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {BUSY_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = {GONE_MS}")
    connection.autocommit = False


def _begin_sqlite(connection: Connection) -> None:
    turn = connection.get_execution_options().get("turn")
    if turn is None:
        connection.exec_driver_sql("BEGIN")
    elif turn.at_once:
        turn.take(connection)


def _before_sqlite(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    if not statement.startswith("SELECT"):
        begin_writing(connection)
