"""Registers of before get the shape of today, and their rows back out of the history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import inspect, text

from config.settings import Settings
from engine import audit
from engine.errors import Invalid
from tests.web.setting import PROJECT, seed
from web import wiring


def test_a_register_of_before_is_made_anew_with_its_rows(database_url: str) -> None:
    house = wiring.open_house(Settings.load({"CHENGXU_DATABASE_URL": database_url}))
    try:
        house.database.migrate()
        house.perform(lambda tx: seed(tx, "project", PROJECT, name="智慧环保", unit_id="HBJ"))
        with house.transaction() as tx:
            tx.connection.execute(text("DROP TABLE register_change"))
            tx.connection.execute(text("ALTER TABLE register_project DROP COLUMN implementer"))
        audit.remake_registers(house)
        with house.reading() as tx:
            row = house.registers(tx.connection).get("project", PROJECT)
            assert row is not None
            assert (row["name"], row["implementer"]) == ("智慧环保", None)
            assert inspect(tx.connection).has_table("register_change")
        assert audit.rebuild(house) == []
        with house.transaction() as tx:
            tx.connection.execute(text("ALTER TABLE register_project DROP COLUMN implementer"))
        with pytest.raises(Invalid):
            audit.remake_registers(replace(house, projectors=(_refuse,)))
        with house.reading() as tx:
            assert tx.connection.execute(text("SELECT name FROM register_project")).scalar() == "智慧环保"
    finally:
        house.database.close()


def _refuse(*_: object) -> None:
    raise Invalid("register.bad_value")
