"""Log-in: one answer for every failure, a lock that hits the guesser alone, no way out to other sites."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import people
from engine.house import SYSTEM
from tests.web.setting import MONDAY, PASSWORD, Browser, World, words_of


def attempt(browser: Browser, username: str, password: str) -> tuple[int, str]:
    """Status and page of one try, without what was typed."""
    answer = browser.post("/login", username=username, password=password)
    return answer.status_code, "" if answer.status_code == 302 else words_of(answer)


def test_a_wrong_name_and_a_wrong_password_read_the_same(world: World) -> None:
    assert attempt(world.visitor(), "clerk", "wrong") == attempt(world.visitor(), "nobody", "wrong")


def test_a_closed_account_reads_the_same_too(world: World) -> None:
    with world.house.transaction() as tx:
        people.disable(tx, "clerk", actor=SYSTEM, at=MONDAY)
    assert attempt(world.visitor(), "clerk", PASSWORD) == attempt(world.visitor(), "nobody", PASSWORD)


def test_guessing_locks_the_guesser_and_not_the_victim(world: World) -> None:
    guesser, victim = world.visitor("10.9.9.9"), world.visitor("10.1.1.1")
    tries = [attempt(guesser, "clerk", "wrong")[0] for _ in range(6)]
    assert tries == [422] * 5 + [429]
    assert attempt(guesser, "clerk", PASSWORD)[0] == 429
    assert attempt(victim, "clerk", PASSWORD)[0] == 302


def test_a_lock_ends_by_itself(world: World) -> None:
    guesser = world.visitor("10.9.9.9")
    for _ in range(6):
        attempt(guesser, "clerk", "wrong")
    world.clock.at += timedelta(minutes=31)
    assert attempt(guesser, "clerk", PASSWORD)[0] == 302


def test_a_name_that_nobody_has_is_locked_just_the_same(world: World) -> None:
    tries = [attempt(world.visitor("10.9.9.9"), "nobody", "wrong")[0] for _ in range(6)]
    assert tries == [422] * 5 + [429]


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/cases?state=active", "/cases?state=active"), ("", "/tasks"), ("https://evil.example/", "/tasks"),
        ("//evil.example/", "/tasks"), ("/\\evil.example", "/tasks"), ("javascript:alert(1)", "/tasks"),
    ],
)
def test_after_the_log_in_one_stays_here(world: World, wanted: str, reached: str) -> None:
    answer = world.visitor().post("/login", username="clerk", password=PASSWORD, next=wanted)
    assert answer.headers["Location"] == reached
