"""Registers are tables with Chinese and English names; nothing else enters their columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection

from handlers.registers import REGISTERS, Field, metadata
from handlers.registers.register import Kind


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_people_can_read_every_field(register: Any) -> None:
    names = [register, *register.fields]
    assert all(thing.zh and thing.en.isascii() for thing in names)
    assert len({field.zh for field in register.fields}) == len(register.fields)


def test_every_register_has_its_table() -> None:
    assert set(metadata.tables) == {f"register_{name}" for name in (*REGISTERS, "change")}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "一致", 1), ("day", "2027-02-28", "2027-2-28"), ("number", 3, Decimal("3")), ("number", -(2**31) + 1, 2**31),
        ("money", Decimal("0.01"), "0.01"), ("yes", False, 0), ("list", [{"a": None}], "a"), ("flags", ["a"], [1]),
    ],
)
def test_kinds(kind: Kind, good: Any, bad: Any) -> None:
    field = Field(name="x", kind=kind, zh="某", en="some")
    assert field.accepts(good) and field.accepts(None)
    assert not field.accepts(bad)


def test_the_database_refuses_a_word_of_its_own(connection: Connection) -> None:
    row = {"unit_id": "JT", "name": "市交通运输局", "kind": "火星"}
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        connection.execute(REGISTERS["unit"].table.insert().values(row))
