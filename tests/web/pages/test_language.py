"""Chinese first, English second, as the browser or the person says."""

from __future__ import annotations

import pytest

from tests.web.setting import World


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9", "zh-CN"), ("en-GB,en;q=0.9,zh;q=0.8", "en"), ("fr,de", "zh-CN"), ("", "zh-CN"), ("fr,en", "en")],
)
def test_the_browser_says(world: World, accepted: str, language: str) -> None:
    page = world.visitor().get("/login", **{"Accept-Language": accepted}).text
    assert f'<html lang="{language}">' in page


def test_the_person_says(world: World) -> None:
    browser = world.person("clerk")
    answer = browser.post("/language", language="en", next="/tasks?tab=done")
    assert answer.headers["Location"] == "/tasks?tab=done"
    assert '<html lang="en">' in browser.get("/tasks").text


@pytest.mark.parametrize("next", ["https://evil.example", "//evil.example"])
def test_the_switch_leads_nowhere_else(world: World, next: str) -> None:
    assert world.person("clerk").post("/language", language="en", next=next).headers["Location"] == "/tasks"


def test_an_unknown_language_is_not_kept(world: World) -> None:
    browser = world.person("clerk")
    browser.post("/language", language="xx", next="/tasks")
    assert '<html lang="zh-CN">' in browser.get("/tasks").text
