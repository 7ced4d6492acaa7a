"""Sessions: rotated on log-in, ended on log-out, timed out, bound to a token that every POST must carry."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.setting import PASSWORD, Browser, World


def cookie(browser: Browser) -> str:
    """The browser's session cookie."""
    found = browser.client.get_cookie("chengxu")
    assert found is not None
    return found.value


def test_the_token_changes_on_log_in_and_on_log_out(world: World) -> None:
    browser = world.visitor()
    browser.get("/login")
    before = cookie(browser)
    browser.post("/login", username="clerk", password=PASSWORD)
    inside = cookie(browser)
    browser.post("/logout")
    assert len({before, inside, cookie(browser)}) == 3


def test_a_token_that_was_put_into_the_browser_is_not_kept(world: World) -> None:
    browser = world.visitor()
    browser.client.set_cookie("chengxu", "x" * 43)
    browser.post("/login", username="clerk", password=PASSWORD)
    assert cookie(browser) != "x" * 43
    assert browser.get("/tasks").status_code == 200


def test_an_ended_session_does_not_come_back(world: World) -> None:
    browser = world.person("clerk")
    inside = cookie(browser)
    browser.post("/logout")
    browser.client.set_cookie("chengxu", inside)
    assert browser.get("/tasks").status_code == 302


@pytest.mark.parametrize(("steps", "status"), [([29], 200), ([31], 302), ([29, 29, 29], 200), ([29] * 25, 302)])
def test_a_session_ends_when_it_is_idle_and_at_the_latest_after_twelve_hours(
    world: World, steps: list[int], status: int
) -> None:
    browser = world.person("clerk")
    for minutes in steps:
        world.clock.at += timedelta(minutes=minutes)
        answer = browser.get("/tasks")
    assert answer.status_code == status


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "0" * 64}])
def test_a_post_without_the_token_does_nothing(world: World, fields: dict[str, str]) -> None:
    browser = world.person("clerk")
    answer = browser.client.post("/start/construction_report", data={"project": "HA-2027-J-0036", **fields})
    assert answer.status_code == 403
    assert browser.tasks() == {}


def test_the_token_of_another_browser_does_nothing(world: World) -> None:
    token = world.person("lead").token()
    assert world.person("clerk").client.post("/logout", data={"csrf": token}).status_code == 403


def test_a_post_from_another_site_does_nothing(world: World) -> None:
    browser = world.person("clerk")
    data = {"csrf": browser.token()}
    assert browser.client.post("/logout", data=data, headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.client.post("/logout", data=data, headers={"Origin": "http://localhost"}).status_code == 302


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    header = world.visitor().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in header and "SameSite=Lax" in header and "Path=/" in header
