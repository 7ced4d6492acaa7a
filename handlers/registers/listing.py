"""Lists of a register's rows: searched, filtered, sorted and cut into pages by the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Numeric, Select, Text, cast, false, or_, select, type_coerce

from handlers.registers.register import Register
from handlers.registers.tables import REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows: `orgs` None for all units', else only rows of these units; empty texts do not filter.

    `day_field` with `since`/`until` (ISO days, both included); `sort` is a field, the key decides between equals.
    """

    orgs: frozenset[str] | None
    words: str = ""
    unit: str = ""
    day_field: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""
    descending: bool = False


def has_owner(register: Register) -> bool:
    """Can it be told whose a row is?"""
    return not {"unit_id", "project_no"}.isdisjoint(register.by_name)


def page(connection: Connection, register: Register, wanted: Wanted, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Rows in order, at most `limit` of them from `offset`."""
    return list(stream(connection, register, wanted, limit=limit, offset=offset))


def stream(connection: Connection, register: Register, wanted: Wanted, *, limit: int, offset: int = 0) -> Iterator[dict[str, Any]]:
    """The same rows one after the other, for an export."""
    for row in connection.execute(_query(register, wanted).limit(limit).offset(offset)).mappings():
        yield dict(row)


def row(connection: Connection, register: Register, key: str, orgs: frozenset[str] | None) -> dict[str, Any] | None:
    """One row, or None when there is none that these units may see."""
    query = _query(register, Wanted(orgs=orgs)).where(register.table.c[register.key] == key)
    found = connection.execute(query).mappings().first()
    return dict(found) if found else None


def _query(register: Register, wanted: Wanted) -> Select[Any]:
    conditions = [_any_field(register, word) for word in wanted.words.split()]
    if wanted.orgs is not None:
        conditions.append(_of_units(register, wanted.orgs))
    if wanted.unit:
        conditions.append(_of_units(register, frozenset({wanted.unit})))
    if wanted.day_field in register.by_name and register.by_name[wanted.day_field].kind == "day":
        day = register.table.c[wanted.day_field]
        conditions += [day >= wanted.since] if wanted.since else []
        conditions += [day <= wanted.until] if wanted.until else []
    return select(register.table).where(*conditions).order_by(*_order(register, wanted))


def _any_field(register: Register, word: str) -> ColumnElement[bool]:
    texts = (type_coerce(register.table.c[field.name], Text) for field in register.fields if field.kind in ("text", "list", "flags"))
    return or_(*(text.icontains(word, autoescape=True) for text in texts))


def _of_units(register: Register, orgs: frozenset[str]) -> ColumnElement[bool]:
    columns = register.table.c
    if "unit_id" in columns:
        return columns["unit_id"].in_(sorted(orgs))
    if "project_no" in columns:
        projects = REGISTERS["project"].table.c
        return columns["project_no"].in_(select(projects.project_no).where(projects.unit_id.in_(sorted(orgs))))
    return false()


def _order(register: Register, wanted: Wanted) -> list[ColumnElement[Any]]:
    key = register.table.c[register.key]
    if wanted.sort not in register.by_name:
        return [key.asc()]
    column: ColumnElement[Any] = register.table.c[wanted.sort]
    if register.by_name[wanted.sort].kind == "money":
        column = cast(type_coerce(column, Text), Numeric)  # money is kept as exact text
    return [(column.desc() if wanted.descending else column.asc()).nulls_last(), key.asc()]
