"""Every answer carries its protection; every error is a page with a sentence; the house says whether it is ready."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from tests.web.setting import World, words_of
from web.app import HEADERS
from web.words import LANGUAGES, dictionary

WEB = Path(__file__).parents[2] / "web"


@pytest.mark.parametrize("path", ["/login", "/tasks", "/nothing", "/health/ready", "/static/chengxu.css"])
def test_protection_on_every_answer(world: World, path: str) -> None:
    headers = world.visitor().get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_no_page_is_kept_by_caches(world: World) -> None:
    assert world.person("clerk").get("/tasks").headers["Cache-Control"] == "no-store"


def test_no_template_holds_a_script_or_a_style(world: World) -> None:
    pattern = re.compile(r"<script(?! type=\"(module|application/json)\")|<style|\sstyle=|\son[a-z]+=|javascript:|https?://")
    wrong = {path.name: found[0] for path in (WEB / "templates").glob("*.html") if (found := pattern.search(path.read_text()))}
    assert wrong == {}


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("GET", "/tasks/x", 404), ("DELETE", "/login", 403)])
def test_an_error_is_a_page(world: World, method: str, path: str, status: int) -> None:
    browser = world.person("clerk")
    answer = browser.client.open(path, method=method)
    assert answer.status_code == status
    assert "返回我的待办" in words_of(answer)


def test_more_than_is_allowed(world: World) -> None:
    world.app.config["MAX_CONTENT_LENGTH"] = 1000
    browser = world.person("owner")
    answer = browser.post("/definitions", [("files", (BytesIO(b"x" * 2000), "a.bpmn"))])
    assert answer.status_code == 413


def test_an_error_of_ours_tells_nothing_of_the_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.tasks.Naming", None)
    answer = world.person("clerk").get("/tasks")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text and "NoneType" not in answer.text


def test_ready_when_the_database_answers(world: World) -> None:
    assert world.visitor().get("/health/ready").json == {"status": "ready"}


def test_not_ready_without_the_tables(world: World) -> None:
    world.house.database.close()
    (world.home / "chengxu.sqlite3").write_bytes(b"")
    assert world.visitor().get("/health/ready").status_code == 503


def test_every_word_that_a_template_or_a_page_uses_is_written() -> None:
    used = set()
    for path in [*WEB.glob("templates/*.html"), *WEB.glob("pages/*.py"), *WEB.glob("shown/*.py")]:
        text = path.read_text("utf-8")
        used |= {f"ui.{code}" for code in re.findall(r"\bui\('([a-z_]+)'[,)]", text)}
        used |= set(re.findall(r'(?:\bw|words)\(\W?["\']([a-z_]+\.[a-z_.]+)["\'][,)]', text))
    assert len(used) > 100
    for language in LANGUAGES:
        assert used - set(dictionary(language)) == set()
