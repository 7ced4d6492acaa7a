"""Drafts: kept for each person, and one window does not overwrite another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import draft
from engine.errors import Conflict
from engine.house import House
from tests.engine.setting import HOUR, MONDAY


def test_should_keep_one_draft_a_person(build: Callable[..., House]) -> None:
    house = build()
    with house.transaction() as tx:
        assert draft.get(tx, "10000002", "ann") is None
        version = draft.save(tx, "10000002", "ann", {"opinion": "同"}, version=0, at=MONDAY)
        assert draft.save(tx, "10000002", "ann", {"opinion": "同意"}, version=version, at=MONDAY + HOUR) == 2
        draft.save(tx, "10000002", "bob", {"opinion": "否"}, version=0, at=MONDAY)
        found = draft.get(tx, "10000002", "ann")
        assert found is not None
        assert (found["variables"], found["version"], found["saved_at"]) == (
            {"opinion": "同意"}, 2, "2027-01-04T02:00:00.000000Z",
        )
        draft.drop(tx, "10000002")
        assert draft.get(tx, "10000002", "bob") is None


def test_should_refuse_a_window_that_is_behind(build: Callable[..., House]) -> None:
    house = build()
    with house.transaction() as tx:
        draft.save(tx, "10000002", "ann", {"opinion": "同意"}, version=0, at=MONDAY)
        with pytest.raises(Conflict) as refusal:
            draft.save(tx, "10000002", "ann", {"opinion": ""}, version=0, at=MONDAY + HOUR)
    assert (refusal.value.code, refusal.value.data["version"]) == ("draft.stale", 1)
