"""Registers follow the history: fields are merged, what no register holds is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection

from engine.errors import EngineError
from engine.events import Event, Recorded
from engine.values import ZONE
from handlers.registers import Reader, clear, projector, rows

PROJECT = {"name": "智慧交通", "unit_id": "JT", "total_investment": Decimal("320.50"), "flags": ["suspended"]}


def recorded(type: str, **body: Any) -> Recorded:
    event = Event(type=type, at=datetime(2027, 1, 4, 9, tzinfo=ZONE), actor="system", body=body)
    return Recorded(stream="10000000", sequence=1, event=event, digest="")


def seed(connection: Connection, register: str, key: str, **fields: Any) -> None:
    projector(connection, recorded("register_seeded", register=register, key=key, fields=fields))


def change(connection: Connection, register: str, key: str, **fields: Any) -> None:
    projector(connection, recorded("record_changed", register=register, key=key, fields=fields, old={}))


def test_a_new_key_makes_a_row_and_a_known_one_is_merged(connection: Connection) -> None:
    seed(connection, "project", "HA-1", **PROJECT)
    change(connection, "project", "HA-1", state="验收中", go_live_allowed=False)
    row = Reader(connection).get("project", "HA-1")
    assert row is not None
    assert (row["project_no"], row["name"], row["state"], row["go_live_allowed"]) == ("HA-1", "智慧交通", "验收中", False)
    assert row["total_investment"] == Decimal("320.5")
    assert isinstance(row["total_investment"], Decimal)


def test_flags_are_set_and_lifted_one_by_one(connection: Connection) -> None:
    seed(connection, "project", "HA-1", **PROJECT)
    change(connection, "project", "HA-1", flags={"set": ["filing_pending"], "lift": ["rectifying"]})
    change(connection, "project", "HA-1", flags={"lift": ["suspended"]})
    row = Reader(connection).get("project", "HA-1")
    assert row is not None
    assert row["flags"] == ["filing_pending"]


def test_the_number_of_a_document_is_kept_where_its_data_says(connection: Connection) -> None:
    seed(connection, "filing", "HA-1", status="已备案")
    place = {"register": "filing", "key": "HA-1", "field": "receipt_no"}
    issued = {"kind": "D-22", "organ": "DATA", "title": "验收备案回执", "number": "淮数备〔2027〕1号"}
    projector(connection, recorded("document_issued", **issued, data=place))
    projector(connection, recorded("document_issued", **issued, data={}))
    row = Reader(connection).get("filing", "HA-1")
    assert row is not None
    assert row["receipt_no"] == "淮数备〔2027〕1号"


def test_other_events_change_nothing(connection: Connection) -> None:
    projector(connection, recorded("comment_added", text="project"))
    assert not any(rows(connection).values())


@pytest.mark.parametrize(
    ("register", "fields", "code"),
    [
        ("planets", {}, "register.unknown"),
        ("project", {"colour": "red"}, "register.unknown_field"),
        ("project", {"state": "飞行中"}, "register.bad_value"),
        ("project", {"flags": ["heroic"]}, "register.bad_value"),
        ("project", {"flags": {"drop": ["suspended"]}}, "register.bad_value"),
        ("project", {"acceptance_date": "2027-02-30"}, "register.bad_value"),
        ("project", {"acceptance_date": "20270228"}, "register.bad_value"),
        ("project", {"mlps_level": "三"}, "register.bad_value"),
        ("project", {"mlps_level": True}, "register.bad_value"),
        ("project", {"total_investment": "320"}, "register.bad_value"),
        ("project", {"go_live_allowed": 1}, "register.bad_value"),
        ("project", {"name": None}, "register.bad_value"),
        ("project", {"project_no": "HA-2"}, "register.two_keys"),
        ("filing", {"due_on": "2027-03-01"}, "register.incomplete"),
    ],
)
def test_what_no_register_holds_is_refused(connection: Connection, register: str, fields: dict[str, Any], code: str) -> None:
    seed(connection, "project", "HA-1", **PROJECT)
    before = rows(connection)
    with pytest.raises(EngineError) as refusal:
        change(connection, register, "HA-1", **fields)
    assert refusal.value.code == code
    assert rows(connection) == before


def test_the_same_history_gives_the_same_rows_again(connection: Connection) -> None:
    def play() -> dict[str, Any]:
        seed(connection, "project", "HA-1", **PROJECT)
        change(connection, "filing", "HA-1", status="未备案", due_on="2027-03-01", materials=["验收报告"])
        change(connection, "project", "HA-1", flags={"set": ["filing_pending"]})
        return rows(connection)

    live = play()
    clear(connection)
    assert not any(rows(connection).values())
    assert play() == live
