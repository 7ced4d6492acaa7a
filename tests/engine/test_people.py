"""People: roles are facts, groups follow from them, and nobody can lock somebody else out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from engine import audit, people
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.house import House, Tx
from engine.store import history
from tests.engine.setting import EVE, HOUR, MONDAY


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house with a role of departments and one of units."""
    return build(roles=frozenset({"reviewer", "clerk"}), unit_roles=frozenset({"clerk"}))


def add(tx: Tx, username: str, org: str | None = "HA", *roles: str) -> None:
    """An account with roles."""
    people.add(tx, username, display_name=username.title(), password_hash="hash", org=org, actor=EVE, at=MONDAY)
    for role in roles:
        people.grant(tx, username, role, actor=EVE, at=MONDAY)


def test_should_give_the_groups_of_roles(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "ann", "data_bureau", "reviewer")
        add(tx, "carl", "unit-7", "clerk")
        add(tx, "dora", None, "reviewer")
        assert people.actor(tx, "ann").groups == {"reviewer", "reviewer@data_bureau"}
        assert people.actor(tx, "carl").groups == {"clerk@unit-7"}
        assert people.actor(tx, "dora").groups == {"reviewer"}
        assert people.members(tx, ["reviewer"]) == ["ann", "dora"]
        assert people.members(tx, ["clerk@unit-7", "clerk@unit-8"]) == ["carl"]
        assert people.members(tx, ["clerk"]) == []


def test_should_record_who_gave_and_took_a_role(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "ann", "HA", "reviewer", "reviewer")
        people.revoke(tx, "ann", "reviewer", actor=EVE, at=MONDAY)
        people.revoke(tx, "ann", "reviewer", actor=EVE, at=MONDAY)
        assert people.get(tx, "ann")["roles"] == []
        told = [one.event.type for one in history.read(tx, people.STREAM)]
    assert told == ["user_added", "user_role_granted", "user_role_revoked"]
    assert audit.rebuild(house) == []


def test_should_refuse_a_name_twice_and_a_role_that_is_none(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "ann")
        with pytest.raises(Conflict):
            add(tx, "ann")
        with pytest.raises(Invalid):
            people.grant(tx, "ann", "emperor", actor=EVE, at=MONDAY)
        with pytest.raises(NotFound):
            people.grant(tx, "nobody", "reviewer", actor=EVE, at=MONDAY)


def test_should_list_accounts_with_their_roles(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "bob")
        add(tx, "ann", "HA", "reviewer")
        assert [(row["username"], row["roles"]) for row in people.listing(tx)] == [("ann", ["reviewer"]), ("bob", [])]


def test_should_keep_password_hashes_out_of_the_history(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "ann")
        people.set_password(tx, "ann", "other", actor=EVE, at=MONDAY)
        assert people.get(tx, "ann")["password_hash"] == "other"
        assert not any("password_hash" in one.event.body for one in history.read(tx, people.STREAM))


def test_should_end_sessions_with_a_new_password_and_with_the_account(house: House) -> None:
    with house.transaction() as tx:
        add(tx, "ann")
        new_password = partial(people.set_password, password_hash="new")
        for end in (new_password, people.disable):
            people.open_session(tx, "digest", "ann", csrf="c", at=MONDAY, expires_at=MONDAY + HOUR)
            assert people.session(tx, "digest", MONDAY) is not None
            end(tx, "ann", actor=EVE, at=MONDAY)
            assert people.session(tx, "digest", MONDAY) is None
        with pytest.raises(Forbidden):
            people.actor(tx, "ann")


def test_should_let_sessions_expire_unless_they_are_used(house: House) -> None:
    with house.transaction() as tx:
        people.open_session(tx, "digest", "ann", csrf="c", at=MONDAY, expires_at=MONDAY + HOUR)
        assert people.session(tx, "digest", MONDAY + HOUR) is None
        people.touch_session(tx, "digest", at=MONDAY, expires_at=MONDAY + 2 * HOUR)
        found = people.session(tx, "digest", MONDAY + HOUR)
        assert found is not None and (found["username"], found["csrf"]) == ("ann", "c")
        people.close_session(tx, "digest")
        assert people.session(tx, "digest", MONDAY) is None


def test_should_count_failures_by_address_since_the_last_success(house: House) -> None:
    with house.transaction() as tx:
        for minute, (address, succeeded) in enumerate([
            ("home", False), ("home", True), ("home", False), ("home", False), ("far", False),
        ]):
            people.record_attempt(tx, "ann", address, at=MONDAY + timedelta(minutes=minute), succeeded=succeeded)
        assert people.failures(tx, "ann", "home", MONDAY) == 2
        assert people.failures(tx, "ann", "far", MONDAY) == 1
        assert people.failures(tx, "ann", "home", MONDAY + timedelta(minutes=3)) == 1
        assert people.failures(tx, "bob", "home", MONDAY) == 0
