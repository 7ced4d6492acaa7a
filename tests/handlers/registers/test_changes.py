"""A row finds the events that changed it."""

from __future__ import annotations

from sqlalchemy import Connection

from handlers.registers import changes, projector
from tests.handlers.registers.test_projection import PROJECT, change, recorded, seed


def test_each_change_says_where_it_came_from_and_what_became_of_what(connection: Connection) -> None:
    seed(connection, "project", "HA-1", **PROJECT)
    change(connection, "project", "HA-1", state="验收中", flags={"set": ["rectifying"]})
    newest, first = changes.of_row(connection, "project", "HA-1", 10)
    assert (newest["stream"], newest["sequence"], newest["actor"], newest["ordinal"]) == ("10000000", 1, "system", 2)
    assert newest["changes"] == {"state": [None, "验收中"], "flags": [["suspended"], ["rectifying", "suspended"]]}
    assert first["changes"]["name"] == [None, "智慧交通"]


def test_what_stays_as_it_was_is_no_change(connection: Connection) -> None:
    seed(connection, "project", "HA-1", **PROJECT)
    change(connection, "project", "HA-1", name=PROJECT["name"])
    assert len(changes.of_row(connection, "project", "HA-1", 10)) == 1


def test_a_documents_number_is_a_change_too(connection: Connection) -> None:
    seed(connection, "filing", "HA-1", status="已备案")
    place = {"register": "filing", "key": "HA-1", "field": "receipt_no"}
    issued = {"kind": "D-22", "organ": "DATA", "title": "验收备案回执", "number": "淮数备〔2027〕1号"}
    projector(connection, recorded("document_issued", **issued, data=place))
    assert changes.of_row(connection, "filing", "HA-1", 1)[0]["changes"] == {"receipt_no": [None, "淮数备〔2027〕1号"]}
