"""Bring the registers up to date with the history: merge what a change says, refuse what no register holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from engine.errors import Invalid, NotFound
from engine.events import Recorded
from engine.values import Json
from handlers.registers import changes
from handlers.registers.register import Register
from handlers.registers.tables import REGISTERS

#: The fields of a document's data that say which register row keeps its number.
PLACE = ("register", "key", "field")


def projector(connection: Connection, recorded: Recorded) -> None:
    """Apply a `record_changed`, `register_seeded` or `document_issued` event; every other event changes no register.

    Raises NotFound for an unknown register, Invalid for an unknown field, a value of the wrong kind or an incomplete new row.
    """
    body = recorded.event.body
    if recorded.event.type in ("record_changed", "register_seeded"):
        _merge(connection, recorded, body["register"], body["key"], body["fields"])
    elif recorded.event.type == "document_issued":
        _keep_number(connection, recorded)


def _keep_number(connection: Connection, recorded: Recorded) -> None:
    body = recorded.event.body
    data = body.get("data") or {}
    if "register" in data:
        register, key, field = (data[name] for name in PLACE)
        _merge(connection, recorded, register, key, {field: body["number"]})


def _merge(connection: Connection, recorded: Recorded, name: str, key: str, fields: Mapping[str, Json]) -> None:
    if name not in REGISTERS:
        raise NotFound("register.unknown", register=name, known=sorted(REGISTERS))
    register = REGISTERS[name]
    table, identity = register.table, register.table.c[register.key]
    if fields.get(register.key, key) != key:
        raise Invalid("register.two_keys", register=name, key=key, other=fields[register.key])
    old = connection.execute(table.select().where(identity == key)).mappings().first()
    new = {**_flagged(register, dict(old) if old else {}, fields), register.key: key}
    register.check(new)
    if old is None:
        _require_all(register, key, new)
        connection.execute(table.insert().values(new))
    else:
        connection.execute(table.update().where(identity == key).values(new))
    changes.keep(connection, recorded, name, dict(old) if old else {}, new)


def _require_all(register: Register, key: str, row: Mapping[str, Json]) -> None:
    missing = [field.name for field in register.fields if field.required and row.get(field.name) is None]
    if missing:
        raise Invalid("register.incomplete", register=register.name, key=key, fields=missing)


def _flagged(register: Register, old: Mapping[str, Any], fields: Mapping[str, Json]) -> dict[str, Json]:
    """The fields; a change of flags `{"set": […], "lift": […]}` is merged, so that two cases do not undo one another."""
    merged = dict(fields)
    for field in register.fields:
        change = fields.get(field.name)
        if field.kind == "flags" and isinstance(change, Mapping):
            if not set(change) <= {"set", "lift"}:
                raise Invalid("register.bad_value", register=register.name, field=field.name, value=change, kind="flags")
            kept = set(old.get(field.name) or ()) - set(change.get("lift", ()))
            merged[field.name] = sorted(kept | set(change.get("set", ())))
    return merged


def clear(connection: Connection) -> None:
    """Empty every register, before it is rebuilt from the history."""
    for register in REGISTERS.values():
        connection.execute(register.table.delete())
    connection.execute(changes.CHANGES.delete())
