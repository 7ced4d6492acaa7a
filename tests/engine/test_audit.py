"""The audit: whatever is altered, dropped or swapped is found; what is whole is replayed and rebuilt without a difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, Text, delete, insert, select, text

from engine import audit, job_executor, people, process_instance, user_task
from engine.errors import NotFound
from engine.events import Recorded, fact
from engine.handler import Change, Document, Finding, Job, Result
from engine.house import House
from engine.store import history
from tests.engine.setting import ANN, CHECK, EVE, HOUR, MONDAY, REVIEW, check, deploy

REGISTERS = MetaData()
UNITS = Table("unit", REGISTERS, Column("key", Text, primary_key=True), Column("name", Text))


def project(connection: Connection, recorded: Recorded) -> None:
    """The register's projector: the last name stands."""
    body = recorded.event.body
    if recorded.event.type == "document_issued":
        return
    connection.execute(delete(UNITS).where(UNITS.c.key == body["key"]))
    connection.execute(insert(UNITS).values(key=body["key"], name=body["fields"]["name"]))


class Units:
    """The register's read port."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, register: str, key: str) -> dict[str, Any] | None:
        """The row."""
        row = self.connection.execute(select(UNITS).where(UNITS.c.key == key)).mappings().first()
        return dict(row) if row else None

    def find(self, register: str, **fields: Any) -> list[dict[str, Any]]:
        """Nothing is looked for here."""
        return []


def run(job: Job) -> Result:
    """A check that finds, changes a register and issues a document."""
    return Result(
        findings=[Finding(item="方案", verdict="通过", clauses=("26",))],
        records=[Change(register="unit", key="U1", fields={"name": "城管局"})],
        documents=[Document(kind="D-22", organ="data_bureau", title="备案回执", data={"no": "HA-1"})],
    )


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house with a register, whose cases can change it."""
    house = build(
        handlers=check("office.check", run), projectors=(project,), registers=Units, extra_metadata=(REGISTERS,),
        roles=frozenset({"reviewer"}),
    )
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        deploy(tx, CHECK)
        seed = fact("register_seeded", MONDAY, "ann", {"register": "unit", "key": "U1", "fields": {"name": "旧名"}})
        history.record(tx, "registers", seed)
        people.add(tx, "ann", display_name="安", password_hash="x", org="HA", actor=EVE, at=MONDAY)
        people.grant(tx, "ann", "reviewer", actor=EVE, at=MONDAY)
    return house


@pytest.fixture
def case(house: House) -> str:
    """A completed case with a person's decision and a timer in it."""
    key = house.perform(lambda tx: process_instance.start(tx, "review", variables={"n": 1}, actor=ANN, at=MONDAY))
    job_executor.run_due(house, MONDAY + HOUR)
    with house.transaction() as tx:
        [row] = user_task.inbox(tx, ANN)
        user_task.complete(tx, row["key"], variables={"opinion": "同意"}, actor=ANN, at=MONDAY + HOUR)
    return key


@pytest.fixture
def checked(house: House) -> str:
    """A completed case whose check changed a register and issued a document."""
    key = house.perform(lambda tx: process_instance.start(tx, "check", variables={}, actor=ANN, at=MONDAY))
    job_executor.run_instance(house, key, MONDAY)
    return key


def tamper(house: House, *statements: str) -> None:
    """Change the history as an administrator could who switches the triggers off."""
    with house.database.transaction() as connection:
        if house.database.dialect == "postgresql":
            connection.execute(text("ALTER TABLE history_event DISABLE TRIGGER USER"))
            connection.execute(text("ALTER TABLE history_body DISABLE TRIGGER USER"))
        else:
            for name in ("history_event_no_update", "history_event_no_delete", "history_body_no_update",
                         "history_body_no_delete"):
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.exec_driver_sql(statement)


def kinds(differences: list[audit.Difference]) -> list[tuple[str, int | None]]:
    """Kind and place of differences."""
    return [(one.kind, one.sequence) for one in differences]


def test_should_find_nothing_wrong_with_what_is_whole(house: House, case: str, checked: str) -> None:
    with house.reading() as tx:
        assert audit.streams(tx) == ["deployment", "people", "registers", case, checked]
        assert [audit.verify(tx, stream) for stream in audit.streams(tx)] == [[]] * 5
        assert [audit.replay(tx, key) for key in (case, checked)] == [[], []]
    assert audit.rebuild(house) == []


@pytest.mark.parametrize("alter", [
    "actor = 'eve'", "at = '2027-01-05T01:00:00.000000Z'", "type = 'comment_added'", "type = 'nothing'", "at = 'never'",
    "element_id = 'other'", "element_instance_key = '1'", "is_fact = NOT is_fact", "version = 2",
    "digest = body_digest", "body_digest = digest",
])
def test_should_find_an_altered_event(house: House, case: str, alter: str) -> None:
    tamper(house, f"UPDATE history_event SET {alter} WHERE stream = '{case}' AND sequence = 4")
    with house.reading() as tx:
        assert ("digest", 4) in kinds(audit.verify(tx, case))


@pytest.mark.parametrize("body", ['{"scope": 1}', "{", "", '{"a":1,"a":1}', "[]", "null"])
def test_should_find_an_altered_body(house: House, case: str, body: str) -> None:
    tamper(house, f"UPDATE history_body SET body = '{body}' WHERE stream = '{case}' AND sequence = 4")
    with house.reading() as tx:
        assert kinds(audit.verify(tx, case)) == [("body", 4)]


def test_should_find_a_body_that_was_written_another_way(house: House, case: str) -> None:
    tamper(house, f"UPDATE history_body SET body = replace(body, ':', ': ') WHERE stream = '{case}' AND sequence = 2")
    with house.reading() as tx:
        assert kinds(audit.verify(tx, case)) == [("body", 2)]


def test_should_find_a_dropped_event(house: House, case: str) -> None:
    tamper(house, f"DELETE FROM history_event WHERE stream = '{case}' AND sequence = 4")
    with house.reading() as tx:
        assert kinds(audit.verify(tx, case)) == [("gap", 5), ("digest", 5)]


def test_should_find_a_dropped_beginning_and_a_dropped_stream(house: House, case: str) -> None:
    tamper(house, f"DELETE FROM history_event WHERE stream = '{case}' AND sequence = 1")
    with house.reading() as tx:
        assert kinds(audit.verify(tx, case))[0] == ("gap", 2)
    with house.database.transaction() as connection:
        connection.exec_driver_sql(f"DELETE FROM history_event WHERE stream = '{case}'")
    with house.reading() as tx:
        assert case in audit.streams(tx)
        assert kinds(audit.verify(tx, case)) == [("gap", 1)]


def test_should_find_a_dropped_end_by_a_checkpoint(house: House, case: str) -> None:
    with house.reading() as tx:
        checkpoint = audit.heads(tx)[case]
        assert audit.verify(tx, case, checkpoint) == []
    tamper(house, f"DELETE FROM history_event WHERE stream = '{case}' AND sequence = {checkpoint[0]}")
    with house.reading() as tx:
        assert audit.verify(tx, case) == []
        assert kinds(audit.verify(tx, case, checkpoint)) == [("checkpoint", checkpoint[0])]


def test_should_find_swapped_events_and_swapped_bodies(house: House, case: str) -> None:
    def swap(table: str) -> list[str]:
        place = f"UPDATE {table} SET sequence ="
        return [f"{place} {to} WHERE stream = '{case}' AND sequence = {of}" for of, to in ((4, 99), (5, 4), (99, 5))]

    tamper(house, *swap("history_event"))
    with house.reading() as tx:
        assert {("digest", 4), ("digest", 5)} <= set(kinds(audit.verify(tx, case)))
    with house.database.transaction() as connection:
        for statement in swap("history_body"):
            connection.execute(text(statement))
    with house.reading() as tx:
        assert {("digest", 4), ("digest", 5)} <= set(kinds(audit.verify(tx, case)))


def test_should_accept_an_erasure_and_say_that_it_cannot_be_replayed(house: House, case: str) -> None:
    with house.transaction() as tx:
        [done] = [one for one in process_instance.history(tx, case) if one.event.type == "user_task_completed"]
        erased = fact("body_erased", MONDAY, "eve", {"sequence": done.sequence, "reason": "law"})
        process_instance.advance(tx, case, erased)
        history.erase_body(tx, case, done.sequence)
    with house.reading() as tx:
        assert audit.verify(tx, case) == []
        assert kinds(audit.replay(tx, case)) == [("erased", done.sequence)]


def test_should_find_a_missing_body_that_nobody_erased(house: House, case: str) -> None:
    tamper(house, f"DELETE FROM history_body WHERE stream = '{case}' AND sequence = 4")
    with house.reading() as tx:
        assert kinds(audit.verify(tx, case)) == [("body", 4)]


def test_should_tell_where_a_story_does_not_reproduce(house: House, case: str) -> None:
    with house.reading() as tx:
        [told] = [one for one in process_instance.history(tx, case) if one.event.body.get("name") == "opinion"]
    tamper(
        house, "UPDATE history_body SET body = replace(body, '同意', '驳回') "
        f"WHERE stream = '{case}' AND sequence = {told.sequence}",
    )
    with house.reading() as tx:
        [difference] = audit.replay(tx, case)
    assert (difference.kind, difference.sequence, difference.element_id) == ("consequence", told.sequence, "review")
    assert (difference.expected["body"]["value"], difference.found["body"]["value"]) == ("同意", "驳回")


def test_should_tell_that_the_variables_are_not_what_the_facts_say(house: House, case: str) -> None:
    tamper(house, f"UPDATE history_body SET body = replace(body, '同意', '驳回') WHERE stream = '{case}'")
    with house.reading() as tx:
        assert kinds(audit.replay(tx, case)) == [("scope", None)]


def test_should_say_that_an_altered_fact_cannot_happen(house: House, case: str) -> None:
    tamper(house, f"UPDATE history_event SET element_instance_key = '1' WHERE stream = '{case}' "
                  "AND type = 'user_task_completed'")
    with house.reading() as tx:
        assert audit.replay(tx, case)[-1].kind == "fact"


@pytest.mark.parametrize(("table", "change"), [
    ("process_instance", "UPDATE process_instance SET business_key = 'HA-9'"),
    ("variable", "UPDATE variable SET value = '2' WHERE name = 'n'"),
    ("user_task", "DELETE FROM user_task"),
    ("element_instance", "INSERT INTO element_instance (instance_key, key) VALUES ('10000000', '10009999')"),
    ("account_role", "DELETE FROM account_role"),
    ("unit", "UPDATE unit SET name = '别名'"),
])
def test_should_find_and_mend_a_row_that_the_history_does_not_tell(
    house: House, case: str, checked: str, table: str, change: str
) -> None:
    with house.database.transaction() as connection:
        connection.execute(text(change))
    found = audit.rebuild(house)
    assert {one.expected["table"] for one in found} == {table}
    assert audit.rebuild(house, write=True) == found
    assert audit.rebuild(house) == []


def test_should_show_what_a_check_did(house: House, checked: str) -> None:
    with house.reading() as tx:
        assert [one["verdict"] for one in audit.findings(tx, checked)] == ["通过"]
        [document] = audit.documents(tx, checked)
        [change] = [one.event for one in process_instance.history(tx, checked) if one.event.type == "record_changed"]
        assert audit.gates(tx, checked) == [] == audit.decisions(tx, checked)
    assert (document["number"], document["data"]) == ("淮数审〔2027〕1号", {"no": "HA-1"})
    assert (change.body["old"], change.body["fields"]) == ({"name": "旧名"}, {"name": "城管局"})


def test_should_show_the_case_as_it_stood(house: House, case: str) -> None:
    with house.reading() as tx:
        before = audit.state_at(tx, case, 9)
        after = audit.state_at(tx, case, 999)
        assert audit.state_at(tx, case, 0)["active"] == []
        with pytest.raises(NotFound):
            audit.state_at(tx, "770000000", 1)
    assert (before["active"], before["completed"], before["flows"]) == (["review", "read"], ["start"], ["start_read"])
    assert before["variables"] == {case: {"n": 1}}
    assert (after["active"], after["variables"]) == ([], {case: {"n": 1, "opinion": "同意"}})
    assert "read" in after["completed"]
