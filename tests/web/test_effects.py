"""A request's effect: once however often it is sent, and a success whatever becomes of what follows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from engine import idempotency, job_executor, process_instance
from engine.errors import Conflict, Unavailable
from engine.house import House
from tests.web.setting import PROJECT, Browser, World

FORM = "construction_report"


def drawn(clerk: Browser) -> dict[str, str]:
    """The hidden fields of the start page's form."""
    return dict(re.findall(r'<input type="hidden" name="(csrf|once)" value="([^"]+)">', clerk.get("/start").text))


def begin(clerk: Browser, fields: dict[str, str], **headers: str) -> TestResponse:
    """Send the start page's form."""
    data = {**fields, "project": fields.get("project", PROJECT)}
    return clerk.client.post(f"/start/{FORM}", data=data, headers=headers, environ_base={"REMOTE_ADDR": clerk.address})


def cases(world: World) -> int:
    """How many cases there are."""
    with world.house.reading() as tx:
        return len(process_instance.search(tx))


def test_a_form_that_is_sent_twice_has_one_effect_and_one_answer(world: World) -> None:
    clerk = world.person("clerk")
    fields = drawn(clerk)
    first, second = begin(clerk, fields), begin(clerk, fields)
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert cases(world) == 1


def test_the_form_drawn_anew_is_another_request(world: World) -> None:
    clerk = world.person("clerk")
    assert [begin(clerk, drawn(clerk)).status_code for _ in range(2)] == [302, 302]
    assert cases(world) == 2


def test_other_answers_in_the_same_drawing_are_another_request(world: World) -> None:
    clerk = world.person("clerk")
    fields = drawn(clerk)
    assert begin(clerk, fields).status_code == 302
    assert begin(clerk, {**fields, "project": "HA-0000"}).status_code == 422


def test_a_client_names_its_request_in_a_header(world: World) -> None:
    clerk, key = world.person("clerk"), {"Idempotency-Key": "case-2027-0001"}
    answers = [begin(clerk, drawn(clerk), **key) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert cases(world) == 1
    refused = begin(clerk, {**drawn(clerk), "remark": "another"}, **key)
    assert (refused.status_code, "请求编号已被另一个请求使用" in refused.text) == (409, True)


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "with space in it"])
def test_a_malformed_key_is_refused(world: World, key: str) -> None:
    clerk = world.person("clerk")
    answer = begin(clerk, drawn(clerk), **{"Idempotency-Key": key})
    assert (answer.status_code, "请求编号格式不对" in answer.text) == (422, True)
    assert cases(world) == 0


def test_what_cannot_follow_at_once_does_not_undo_the_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_house: House, _key: str, _now: Any) -> int:
        raise Unavailable("store.unavailable", reason="gone")

    monkeypatch.setattr(job_executor, "run_instance", away)
    clerk = world.person("clerk")
    assert begin(clerk, drawn(clerk)).status_code == 302
    assert cases(world) == 1


def test_a_draft_is_no_effect_and_is_saved_each_time(world: World) -> None:
    clerk = world.person("clerk")
    task = clerk.start()
    page = clerk.get(f"/tasks/{task}").text
    fields = dict(re.findall(r'<input type="hidden" name="(csrf|once|version)" value="([^"]+)">', page))
    answers = [clerk.client.post(f"/tasks/{task}", data={**fields, "action": "save"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_being_unavailable_says_when_to_try_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: object, **_named: object) -> str:
        raise Unavailable("store.unavailable", reason="gone")

    monkeypatch.setattr(process_instance, "start", away)
    clerk = world.person("clerk")
    answer = begin(clerk, drawn(clerk))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_a_request_whose_twin_was_faster_by_a_moment_gets_the_twins_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = world.person("clerk")
    fields = drawn(clerk)
    first, looks, answered = begin(clerk, fields), [], idempotency.answered

    def too_early(*given: Any) -> Any:
        looks.append(given)
        return None if len(looks) == 1 else answered(*given)

    def too_late(*_given: Any, **_named: Any) -> str:
        raise Conflict("process_instance.ended", key="1", state="completed")

    monkeypatch.setattr(idempotency, "answered", too_early)
    monkeypatch.setattr(process_instance, "start", too_late)
    second = begin(clerk, fields)
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert begin(clerk, drawn(clerk)).status_code == 409
