"""Statements that every step runs: compiled once for each kind of database, then handed to the driver as text.

SQLAlchemy builds them and names their errors; its way of executing one costs ten times what SQLite needs to run it.
Only statements that are built once, at import or by a cached function, come here: they are remembered for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update, exc

from engine.store.transaction import Transaction, begin_writing

Statement = Select[Any] | Insert | Update | Delete
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as one kind of database understands it."""

    text: str
    #: What the driver wants of a row of parameters.
    parameters: Callable[[Mapping[str, Any]], Any]
    #: Names of the columns that come back.
    names: tuple[str, ...]
    #: Where a column's value is not the driver's: SQLite knows no booleans.
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]


def run(tx: Transaction, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run a statement that changes something, once for each row of parameters. Raises IntegrityError and what the driver says."""
    connection = tx.connection
    begin_writing(connection)
    compiled = _compiled(connection.dialect, statement)
    given = [compiled.parameters(row) for row in rows]
    cursor = connection.connection.cursor()
    try:
        if len(given) == 1:
            cursor.execute(compiled.text, given[0])
        else:
            cursor.executemany(compiled.text, given)
    except _errors(connection) as error:
        raise _named(connection, compiled.text, error) from error


@contextmanager
def together(tx: Transaction) -> Iterator[None]:
    """Let the driver send the `run`s within in one go and wait once, if it can. What they raise may come at the end."""
    connection = tx.connection
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield
    except _errors(connection) as error:
        raise _named(connection, "several statements", error) from error


def fetch(tx: Transaction, statement: Select[Any], **parameters: Any) -> list[Row]:
    """The rows that a statement finds. Raises what the driver says."""
    connection = tx.connection
    compiled = _compiled(connection.dialect, statement)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(compiled.text, compiled.parameters(parameters))
        found = [dict(zip(compiled.names, row, strict=True)) for row in cursor.fetchall()]
    except _errors(connection) as error:
        raise _named(connection, compiled.text, error) from error
    for place, convert in compiled.converters:
        for row in found:
            row[compiled.names[place]] = convert(row[compiled.names[place]])
    return found


def _errors(connection: Connection) -> type[Exception]:
    errors: type[Exception] = connection.dialect.loaded_dbapi.Error
    return errors


def _named(connection: Connection, text: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy says it: `transaction.translated` knows those."""
    return exc.DBAPIError.instance(text, None, error, _errors(connection), dialect=connection.dialect)


@lru_cache(maxsize=1024)
def _compiled(dialect: Dialect, statement: Statement) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    columns = list(statement.selected_columns) if isinstance(statement, Select) else []
    converters = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Compiled(
        text=str(compiled),
        parameters=_parameters(compiled.positiontup, {k: v for k, v in compiled.params.items() if v is not None}),
        names=tuple(column.name for column in columns),
        converters=tuple((place, convert) for place, convert in enumerate(converters) if convert),
    )


def _parameters(names: list[str] | None, fixed: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """Makes a driver's parameters of a row; `fixed` are the values that stand in the statement itself."""
    if names is None:
        return (lambda row: {**fixed, **row}) if fixed else lambda row: row
    if not names:
        return lambda _row: ()
    if len(names) == 1:
        return lambda row, name=names[0]: (row[name] if name in row else fixed[name],)  # type: ignore[misc]
    taken = itemgetter(*names)
    return (lambda row: taken({**fixed, **row})) if fixed else taken
