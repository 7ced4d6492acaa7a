"""Documents become files after they were issued; a failure is tried again; a new version keeps the old."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from engine import audit, document, job_executor, process_instance
from engine.errors import NotFound
from engine.handler import Document, Result
from engine.house import House
from engine.typesetting import File, Typeset
from tests.engine.setting import ANN, CHECK, MONDAY, check, deploy

ISSUED = Result(documents=[Document(kind="D-22", organ="DATA", title="备案回执", data={"n": 1})])


class Press:
    """A typesetter that remembers what it was given, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.failures = 0
        self.given: list[Mapping[str, Any]] = []

    def __call__(self, row: Mapping[str, Any], context: Mapping[str, Any]) -> Typeset:
        if self.failures:
            self.failures -= 1
            raise ValueError("no ink")
        self.given.append({**row, "context": context})
        return Typeset(files=(File(digest=f"d{len(self.given)}", name="x.pdf", size=9, type="pdf"),), template="t")


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def house(build: Callable[..., House], press: Press) -> House:
    """A house whose check issues a document."""
    house = build(handlers=check("office.check", lambda _job: ISSUED), typesetter=press)
    with house.transaction() as tx:
        deploy(tx, CHECK)
    return house


def issue(house: House) -> str:
    """The key of a case that has issued a document."""
    with house.transaction() as tx:
        key = process_instance.start(tx, "check", variables={"word": "x"}, actor=ANN, at=MONDAY)
    job_executor.run_instance(house, key, MONDAY)
    return key


def listed(house: House, key: str) -> list[dict[str, Any]]:
    with house.reading() as tx:
        (one,) = document.listing(tx, key)
    files: list[dict[str, Any]] = one["files"]
    return files


def test_should_typeset_what_was_issued_right_after_the_commit(house: House, press: Press) -> None:
    key = issue(house)
    assert [(one["version"], one["digest"], one["type"]) for one in listed(house, key)] == [(1, "d1", "pdf")]
    assert (press.given[0]["title"], press.given[0]["data"], press.given[0]["context"]["word"]) == ("备案回执", {"n": 1}, "x")
    assert document.typeset_due(house, MONDAY) == 0
    with house.reading() as tx:
        assert audit.replay(tx, key) == audit.verify(tx, key) == []
    assert audit.rebuild(house) == []


def test_should_try_again_later_and_hinder_nobody(house: House, press: Press) -> None:
    press.failures = 1
    first = issue(house)
    second = issue(house)
    assert (len(listed(house, first)), len(listed(house, second))) == (0, 1)
    assert document.typeset_due(house, MONDAY) == 0
    assert document.typeset_due(house, MONDAY + timedelta(minutes=1)) == 1
    assert len(listed(house, first)) == 1


def test_should_keep_the_old_version_beside_the_new(house: House) -> None:
    key = issue(house)
    with house.reading() as tx:
        sequence = document.listing(tx, key)[0]["sequence"]
    assert document.typeset_again(house, key, sequence, actor=ANN, at=MONDAY) == 2
    assert [(one["version"], one["digest"]) for one in listed(house, key)] == [(1, "d1"), (2, "d2")]
    with house.reading() as tx:
        assert document.file(tx, key, sequence, 1, "pdf")["digest"] == "d1"
        with pytest.raises(NotFound):
            document.file(tx, key, sequence, 3, "pdf")


def test_should_not_typeset_what_is_none(house: House) -> None:
    with pytest.raises(NotFound):
        document.typeset_again(house, issue(house), 999, actor=ANN, at=MONDAY)


def test_should_keep_documents_as_data_where_nobody_typesets(build: Callable[..., House]) -> None:
    house = build(handlers=check("office.check", lambda _job: ISSUED))
    with house.transaction() as tx:
        deploy(tx, CHECK)
    assert listed(house, issue(house)) == []
