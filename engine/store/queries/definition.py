"""What is deployed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, select

from engine.store.queries.reading import many, one
from engine.store.rows import upsert
from engine.store.schema import definition_content, deployment, process_definition, resource
from engine.store.schema import pins as pins_table
from engine.store.transaction import Transaction

_PINS = select(pins_table.c.body).where(pins_table.c.digest == bindparam("digest"))
_NEWEST = (
    select(process_definition)
    .where(process_definition.c.process_id == bindparam("process_id"))
    .order_by(process_definition.c.version.desc())
    .limit(1)
)


def pins(tx: Transaction, digest: str) -> str | None:
    """The body of the pins with that digest, as JSON text."""
    return tx.connection.execute(_PINS, {"digest": digest}).scalar_one_or_none()


def put_pins(tx: Transaction, digest: str, body: str) -> None:
    """Keep pins."""
    tx.connection.execute(upsert(tx, pins_table, ("digest", "body")), {"digest": digest, "body": body})


def content(tx: Transaction, digest: str) -> bytes | None:
    """A deployed file, byte for byte."""
    found = tx.connection.execute(
        select(definition_content.c.content).where(definition_content.c.digest == digest)
    ).scalar_one_or_none()
    return None if found is None else bytes(found)


def put_content(tx: Transaction, digest: str, kind: str, content: bytes) -> None:
    """Keep a file; `kind` is bpmn, dmn, form, parameters or calendar."""
    values = {"digest": digest, "kind": kind, "content": content}
    tx.connection.execute(upsert(tx, definition_content, ("digest", "kind", "content")), values)


def newest(tx: Transaction, process_id: str) -> dict[str, Any] | None:
    """The newest version of a process."""
    return one(tx, _NEWEST, process_id=process_id)


def all_newest(tx: Transaction) -> list[dict[str, Any]]:
    """The newest version of every process, by process id."""
    table = process_definition
    last = select(table.c.process_id, func.max(table.c.version).label("version")).group_by(table.c.process_id).subquery()
    same = (table.c.process_id == last.c.process_id) & (table.c.version == last.c.version)
    return many(tx, select(table).join(last, same).order_by(table.c.process_id))


def versions(tx: Transaction, process_id: str) -> list[dict[str, Any]]:
    """Every version of a process, newest first."""
    table = process_definition
    return many(tx, select(table).where(table.c.process_id == process_id).order_by(table.c.version.desc()))


def deployments(tx: Transaction) -> list[dict[str, Any]]:
    """Every deployment, newest first."""
    return many(tx, select(deployment).order_by(deployment.c.at.desc(), deployment.c.key.desc()))


def newest_resource(tx: Transaction, kind: str, id: str) -> dict[str, Any] | None:
    """The newest version of a form or decision."""
    table = resource
    same = (table.c.kind == kind, table.c.id == id)
    return one(tx, select(table).where(*same).order_by(table.c.version.desc()).limit(1))


def newest_resources(tx: Transaction, kind: str) -> list[dict[str, Any]]:
    """The newest version of every form or every decision, by id."""
    table = resource
    last = select(table.c.id, func.max(table.c.version).label("version")).where(table.c.kind == kind)
    newest = last.group_by(table.c.id).subquery()
    same = (table.c.kind == kind) & (table.c.id == newest.c.id) & (table.c.version == newest.c.version)
    return many(tx, select(table).join(newest, same).order_by(table.c.id))
