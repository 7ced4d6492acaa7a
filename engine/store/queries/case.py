"""Process instances and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from engine.store import schema
from engine.store.queries.reading import many, one
from engine.store.schema import element_instance, incident, process_definition, process_instance, variable
from engine.store.transaction import Transaction

_OPEN_INCIDENTS = (
    select(func.count())
    .where(incident.c.instance_key == process_instance.c.instance_key, incident.c.state == "open",
           process_instance.c.state.in_(("active", "suspended")))
    .scalar_subquery()
)


def _cases() -> Select[Any]:
    same = (process_definition.c.process_id == process_instance.c.process_id) & (
        process_definition.c.version == process_instance.c.version
    )
    return select(process_instance, process_definition.c.name, _OPEN_INCIDENTS.label("incidents")).outerjoin(
        process_definition, same
    )


_ONE = _cases().where(process_instance.c.instance_key == bindparam("key"))
_VARIABLES = select(variable.c.scope, variable.c.name, variable.c.value).where(
    variable.c.instance_key == bindparam("key"), variable.c.scope.in_(bindparam("scopes", expanding=True))
)
_AROUND = select(element_instance.c.parent, element_instance.c.kind).where(
    element_instance.c.instance_key == bindparam("instance_key"), element_instance.c.key == bindparam("key")
)


def get(tx: Transaction, key: str) -> dict[str, Any] | None:
    """One instance with its process's name and its open incidents."""
    return one(tx, _ONE, key=key)


def search(tx: Transaction, wanted: dict[str, Any], limit: int, offset: int) -> list[dict[str, Any]]:
    """Instances whose columns equal `wanted`, newest first."""
    table = process_instance
    statement = _cases().where(*(table.c[name] == value for name, value in wanted.items()))
    newest = (table.c.started_at.desc(), func.length(table.c.instance_key).desc(), table.c.instance_key.desc())
    return many(tx, statement.order_by(*newest).limit(limit).offset(offset))


def elements(tx: Transaction, key: str) -> list[dict[str, Any]]:
    """Element instances in the order of their activation."""
    table = element_instance
    return many(tx, select(table).where(table.c.instance_key == key).order_by(table.c.activated))


def around(tx: Transaction, instance_key: str, key: str) -> list[str]:
    """The element instance and the scopes around it, inside out, up to the process that it is drawn in."""
    chain: list[str] = []
    here: str | None = key
    while here is not None:
        chain.append(here)
        row = tx.connection.execute(_AROUND, {"instance_key": instance_key, "key": here}).first()
        here = None if row is None or row.kind == "process" else row.parent
    return chain


def variables(tx: Transaction, key: str, scopes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Variables by scope."""
    found: dict[str, dict[str, Any]] = {scope: {} for scope in scopes}
    for row in many(tx, _VARIABLES, key=key, scopes=list(scopes)):
        found[row["scope"]][row["name"]] = row["value"]
    return found


def entries(tx: Transaction, name: str, key: str) -> list[dict[str, Any]]:
    """Rows of one case in `finding`, `gate`, `decision_record`, `document` or `attachment`, in order."""
    table = schema.METADATA.tables[name]
    order = [column for column in table.primary_key if column.name != "instance_key"]
    return many(tx, select(table).where(table.c.instance_key == key).order_by(*order))


def unpacked(tx: Transaction, before: str, limit: int) -> list[str]:
    """Cases that ended before a time and lie in rows, the earliest first."""
    table, packed = schema.process_instance, select(schema.history_pack.c.stream)
    found = (
        select(table.c.instance_key).where(table.c.ended_at < before, table.c.instance_key.not_in(packed))
        .order_by(table.c.ended_at).limit(limit)
    )
    return list(tx.connection.execute(found).scalars())


def attachment(tx: Transaction, instance_key: str, sequence: int) -> dict[str, Any] | None:
    """One attachment."""
    table = schema.attachment
    return one(tx, select(table).where(table.c.instance_key == instance_key, table.c.sequence == sequence))


def attachment_in_use(tx: Transaction, digest: str) -> bool:
    """Does an attachment that is not purged have these bytes?"""
    table = schema.attachment
    return one(tx, select(table.c.digest).where(table.c.digest == digest, table.c.purged_at.is_(None))) is not None
