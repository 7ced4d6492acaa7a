"""Projections: every event type has one or says that it needs none; folding them equals writing them one by one."""

from __future__ import annotations

from engine.events import TYPES, Recorded, fact
from engine.store import schema
from engine.store.projection import PROJECTIONS, REGISTER_EVENTS, fold
from engine.store.rows import Drop, Put, Rows, Set
from tests.engine.setting import MONDAY


def test_every_event_type_is_projected_or_says_none() -> None:
    assert set(PROJECTIONS) == TYPES


def test_register_changes_are_left_to_the_registers() -> None:
    assert {type for type in REGISTER_EVENTS if PROJECTIONS[type] is None} == {"record_changed", "register_seeded"}


def test_every_projection_of_a_case_can_be_rebuilt_by_its_stream() -> None:
    for table in schema.CASE_PROJECTIONS:
        assert [column.name for column in table.primary_key][0] == "instance_key"


def test_every_table_is_of_one_kind() -> None:
    house = [table for tables in schema.HOUSE_PROJECTIONS.values() for table in tables]
    history = (schema.history_event, schema.history_body, schema.history_pack)
    kinds = [*schema.CASE_PROJECTIONS, *house, *schema.CACHE, *schema.WORKING, *history]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == set(schema.METADATA.tables.values())


def _variable(name: str, value: str | None = None) -> dict[str, str | None]:
    key: dict[str, str | None] = {"instance_key": "1", "scope": "1", "name": name}
    return key if value is None else {**key, "value": value}


def test_should_fold_a_change_into_the_row_that_was_just_made() -> None:
    rows = Rows()
    rows.add(Put(schema.variable, _variable("a", "1")))
    rows.add(Set(schema.variable, _variable("a", "2")))
    assert rows.put == {schema.variable: {("1", "1", "a"): _variable("a", "2")}}
    assert rows.set_ == {}


def test_should_fold_changes_of_a_row_that_is_stored() -> None:
    rows = Rows()
    rows.add(Set(schema.variable, _variable("a", "1")))
    rows.add(Set(schema.variable, _variable("a", "2")))
    assert rows.set_ == {schema.variable: {("1", "1", "a"): _variable("a", "2")}}


def test_should_drop_rows_that_were_just_made() -> None:
    rows = Rows()
    rows.add(Put(schema.variable, _variable("a", "1")))
    rows.add(Put(schema.variable, _variable("b", "1")))
    rows.add(Drop(schema.variable, {"instance_key": "1", "name": "a"}))
    assert [key[2] for key in rows.put[schema.variable]] == ["b"]


def test_should_take_a_new_deployment_for_the_only_one_that_a_message_starts() -> None:
    def deployed(sequence: int, version: int, *messages: str) -> Recorded:
        body = {
            "key": str(sequence),
            "definitions": [{
                "process_id": "p", "version": version, "digest": "d", "pins": "d", "name": "p",
                "messages": [{"element_id": "start", "name": name} for name in messages],
            }],
        }
        event = fact("deployment_created", MONDAY, "owner", body)
        return Recorded(stream="deployment", sequence=sequence, event=event, digest="")

    rows = fold([deployed(1, 1, "old"), deployed(2, 2, "new")])
    assert [row["name"] for row in rows.put[schema.message_start].values()] == ["new"]
    assert len(rows.put[schema.process_definition]) == 2
