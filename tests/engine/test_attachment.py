"""Attachments: handed in with a task, part of the case's history, found only under their own key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import attachment, audit, process_instance, user_task
from engine.attachment import File
from engine.errors import Conflict, Forbidden, NotFound
from engine.house import House
from tests.engine.setting import ANN, EVE, HOUR, MONDAY, REVIEW, deploy

REPORT = File(digest="ab" * 32, name="验收报告.pdf", size=12, type="pdf", kind="acceptance_report", field="report")


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `review`."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, REVIEW)
    return house


@pytest.fixture
def task(house: House) -> str:
    """The key of an open task."""
    with house.transaction() as tx:
        case = process_instance.start(tx, "review", variables={}, actor=ANN, at=MONDAY)
        return str(user_task.search(tx, instance_key=case)[0]["key"])


def test_should_note_a_file_in_the_case(house: House, task: str) -> None:
    with house.transaction() as tx:
        key = attachment.add(tx, task, REPORT, actor=ANN, at=MONDAY)
        found = attachment.get(tx, key)
        assert attachment.listing(tx, found["instance_key"]) == [found]
        assert attachment.listing(tx, found["instance_key"], task_key=task) == [found]
        assert attachment.listing(tx, found["instance_key"], task_key="1") == []
        assert attachment.in_use(tx, REPORT.digest)
        assert audit.replay(tx, found["instance_key"]) == []
    assert (found["key"], found["name"], found["kind"], found["by"], found["task_key"]) == (
        key, "验收报告.pdf", "acceptance_report", "ann", task,
    )
    assert audit.rebuild(house) == []


def test_should_purge_once_and_keep_the_fact(house: House, task: str) -> None:
    with house.transaction() as tx:
        key = attachment.add(tx, task, REPORT, actor=ANN, at=MONDAY)
        attachment.purge(tx, key, "标有密级", actor=EVE, at=MONDAY + HOUR)
        assert attachment.get(tx, key)["purged_by"] == "eve"
        assert not attachment.in_use(tx, REPORT.digest)
        with pytest.raises(Conflict):
            attachment.purge(tx, key, "again", actor=EVE, at=MONDAY + HOUR)


def test_should_refuse_a_stranger_and_a_task_that_is_over(house: House, task: str) -> None:
    with house.transaction() as tx:
        with pytest.raises(Forbidden):
            attachment.add(tx, task, REPORT, actor=EVE, at=MONDAY)
        user_task.complete(tx, task, variables={}, actor=ANN, at=MONDAY)
        with pytest.raises(Conflict):
            attachment.add(tx, task, REPORT, actor=ANN, at=MONDAY)


@pytest.mark.parametrize("key", ["", "1", "10000000-", "10000000-1", "10000000-x", "x-1", "10000000-١", "10000000-99999999999"])
def test_should_not_know_a_key_that_is_none(house: House, task: str, key: str) -> None:
    with house.reading() as tx, pytest.raises(NotFound):
        attachment.get(tx, key)
