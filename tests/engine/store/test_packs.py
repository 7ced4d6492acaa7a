"""A packed history is the same history: it reads, verifies and replays as before, and whatever was altered in it is found."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import exc, text, update

from engine import audit, job_executor, process_instance, user_task
from engine.events import fact
from engine.handler import Change, Result
from engine.house import House
from engine.store import history, packs
from engine.store.schema import history_event, history_pack
from engine.values import dumps, loads
from tests.engine.setting import ANN, CHECK, MONDAY, REVIEW, check, deploy

LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review` and `check`, whose check changes a register."""
    changed = Result(records=[Change(register="project", key="HA-1", fields={"state": "x"})])
    house = build(handlers=check("office.check", lambda _job: changed))
    with house.transaction() as tx:
        deploy(tx, REVIEW)
        deploy(tx, CHECK)
    return house


def finished(house: House) -> str:
    """A case that has ended."""
    key = house.perform(lambda tx: process_instance.start(tx, "review", variables={"n": 1, "名": "甲"}, actor=ANN, at=MONDAY))
    with house.reading() as tx:
        [task] = user_task.search(tx, instance_key=key, state="created")
    house.perform(lambda tx: user_task.complete(tx, task["key"], variables={"ok": True}, actor=ANN, at=MONDAY))
    return key


def checked(house: House) -> str:
    """A case that has ended and changed a register on its way."""
    key = house.perform(lambda tx: process_instance.start(tx, "check", variables={}, actor=ANN, at=MONDAY))
    job_executor.run_instance(house, key, MONDAY)
    return key


def packed(house: House, key: str) -> list[dict[str, object]]:
    """The stored rows before the case was packed; it is packed afterwards."""
    with house.reading() as tx:
        before = history.raw(tx, key)
    assert process_instance.pack_ended(house, LATER) >= 1
    with house.reading() as tx:
        assert packs.find(tx, key) is not None
    return before


def in_rows(house: House, key: str) -> int:
    """How many events of the stream lie in rows."""
    with house.reading() as tx:
        return len(tx.connection.execute(history_event.select().where(history_event.c.stream == key)).all())


@pytest.mark.parametrize("ended", [finished, checked])
def test_should_say_what_it_said_before(house: House, ended: Callable[[House], str]) -> None:
    key = ended(house)
    with house.reading() as tx:
        told, head = process_instance.history(tx, key), history.head(tx, key)
    before = packed(house, key)
    with house.reading() as tx:
        assert [{**row, "position": None} for row in history.raw(tx, key)] == [{**row, "position": None} for row in before]
        assert process_instance.history(tx, key) == told
        assert history.read(tx, key, after=3) == told[3:]
        assert (history.first(tx, key), history.head(tx, key)) == (told[0], head)
        assert key in history.streams(tx)
        assert audit.verify(tx, key, head) == audit.replay(tx, key) == []
    assert audit.rebuild(house) == []


def test_should_leave_register_changes_in_rows_and_everything_else_out_of_them(house: House) -> None:
    one, other = finished(house), checked(house)
    packed(house, one)
    assert (in_rows(house, one), in_rows(house, other)) == (0, 1)
    with house.reading() as tx:
        assert [recorded.stream for recorded in history.register_changes(tx)] == [other]


def test_should_pack_only_what_has_ended_long_enough_ago(house: House) -> None:
    house.perform(lambda tx: process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY))
    key = finished(house)
    assert process_instance.pack_ended(house, MONDAY) == 0
    job_executor.tidy(house, MONDAY + house.packed_after + timedelta(minutes=1))
    assert in_rows(house, key) == 0
    assert process_instance.pack_ended(house, LATER) == 0


def test_should_go_on_behind_the_pack(house: House) -> None:
    key = finished(house)
    packed(house, key)
    house.perform(lambda tx: process_instance.comment(tx, key, "归档", actor=ANN, at=LATER))
    with house.reading() as tx:
        assert process_instance.history(tx, key)[-1].event.body["text"] == "归档"
        assert audit.verify(tx, key) == audit.replay(tx, key) == []
    assert in_rows(house, key) == 1


def test_should_erase_a_body_of_a_packed_stream(house: House) -> None:
    key = finished(house)
    packed(house, key)

    def erase(tx: object) -> None:
        history.append(tx, key, [fact("body_erased", LATER, "ann", {"sequence": 1, "reason": "law"})])  # type: ignore[arg-type]
        history.erase_body(tx, key, 1)  # type: ignore[arg-type]

    house.perform(erase)
    for _ in range(2):
        with house.reading() as tx:
            assert history.raw(tx, key)[0]["body"] is None
            assert audit.verify(tx, key) == []
        process_instance.pack_ended(house, LATER)
    assert in_rows(house, key) == 0


def test_should_not_pack_a_broken_chain(house: House) -> None:
    key = finished(house)
    for name in ("history_event_no_update",) if house.database.dialect == "sqlite" else ():
        with house.database.transaction() as connection:
            connection.execute(text(f"DROP TRIGGER {name}"))
    with house.database.transaction() as connection:
        if house.database.dialect == "postgresql":
            connection.execute(text("ALTER TABLE history_event DISABLE TRIGGER USER"))
        connection.execute(update(history_event).where(history_event.c.stream == key, history_event.c.sequence == 2).values(actor="eve"))
    process_instance.pack_ended(house, LATER)
    assert in_rows(house, key) > 0


@pytest.mark.parametrize("statement", ["UPDATE history_pack SET upto = 1", "DELETE FROM history_pack"])
def test_should_refuse_to_change_a_pack(house: House, statement: str) -> None:
    packed(house, finished(house))
    with pytest.raises(exc.DBAPIError, match="append-only"), house.database.engine.connect() as connection:
        connection.execute(text(statement))


def alter(house: House, key: str, content: bytes) -> None:
    """Put other content into a pack, as an administrator could who switches the triggers off."""
    with house.database.transaction() as connection:
        if house.database.dialect == "postgresql":
            connection.execute(text("ALTER TABLE history_pack DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER IF EXISTS history_pack_no_update"))
        connection.execute(update(history_pack).where(history_pack.c.stream == key).values(content=content))


def test_should_find_every_altered_byte_and_every_altered_event(house: House) -> None:
    key, random = finished(house), Random(4)
    packed(house, key)
    with house.reading() as tx:
        content = bytes((packs.find(tx, key) or {})["content"])
    events = loads(zlib.decompress(content))
    flipped = [bytearray(content) for _ in range(60)]
    for one in flipped:
        one[random.randrange(len(one))] ^= 1 << random.randrange(8)
    others = [events[:-1], [*events, events[-1]], [events[1], events[0], *events[2:]], [], {"a": 1},
              [[*events[0][:3], "eve", *events[0][4:]], *events[1:]], [[*events[0][:-1], "{}"], *events[1:]]]
    for altered in [*map(bytes, flipped), *(zlib.compress(dumps(one).encode()) for one in others)]:
        alter(house, key, altered)
        with house.reading() as tx:
            assert audit.verify(tx, key) != []
    alter(house, key, content)
    with house.reading() as tx:
        assert audit.verify(tx, key) == []
