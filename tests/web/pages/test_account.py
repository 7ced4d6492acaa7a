"""One's own account: a new password must be known twice, strong, and ends every other session."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import people
from engine.house import SYSTEM
from tests.web.setting import MONDAY, PASSWORD, World, words_of
from web import passwords

NEW = "Osmanthus-moon-9"


@pytest.mark.parametrize(
    ("current", "new", "again"),
    [
        ("wrong", NEW, NEW), (PASSWORD, NEW, NEW + "x"), (PASSWORD, PASSWORD, PASSWORD), (PASSWORD, "Short-1", "Short-1"),
        (PASSWORD, "onlysmallletters", "onlysmallletters"), (PASSWORD, "Clerk-2027-2027", "Clerk-2027-2027"),
        (PASSWORD, "Aa1-" * 40, "Aa1-" * 40),
    ],
)
def test_what_is_no_good_changes_nothing(world: World, current: str, new: str, again: str) -> None:
    browser = world.person("clerk")
    assert browser.post("/account/password", current=current, new=new, again=again).status_code == 422
    assert world.person("clerk").get("/tasks").status_code == 200


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    here, elsewhere = world.person("clerk"), world.person("clerk")
    assert here.post("/account/password", current=PASSWORD, new=NEW, again=NEW).status_code == 302
    assert (here.get("/tasks").status_code, elsewhere.get("/tasks").status_code) == (200, 302)
    visitor = world.visitor()
    assert visitor.post("/login", username="clerk", password=PASSWORD).status_code == 422
    assert visitor.post("/login", username="clerk", password=NEW).status_code == 302


def test_a_first_password_must_be_changed_before_anything_else(world: World) -> None:
    with world.house.transaction() as tx:
        hashed = passwords.hash_password(PASSWORD)
        people.set_password(tx, "clerk", hashed, actor=SYSTEM, at=MONDAY, must_change=True)
    browser = world.person("clerk")
    assert browser.get("/tasks").headers["Location"] == "/account"
    browser.post("/account/password", current=PASSWORD, new=NEW, again=NEW)
    assert browser.get("/tasks").status_code == 200


def test_roles_are_told_by_their_names(world: World) -> None:
    assert "项目单位经办人" in words_of(world.person("clerk").get("/account"))


def test_a_password_that_was_used_before_does_not_come_back(world: World) -> None:
    browser = world.person("clerk")
    assert browser.post("/account/password", current=PASSWORD, new=NEW, again=NEW).status_code == 302
    refused = browser.post("/account/password", current=NEW, new=PASSWORD, again=PASSWORD)
    assert refused.status_code == 422
    assert "以前用过" in words_of(refused)


def test_an_old_password_must_be_changed_before_anything_else(world: World) -> None:
    world.clock.at = MONDAY + timedelta(days=89)
    assert world.person("clerk").get("/tasks").status_code == 200
    world.clock.at = MONDAY + timedelta(days=91)
    assert world.person("clerk").get("/tasks").headers["Location"] == "/account"
