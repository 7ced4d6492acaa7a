"""What errors say: times and people in them as people know them; codes without a sentence say what their status says."""

from __future__ import annotations

import pytest
from flask import g

from engine.errors import Conflict, EngineError, Invalid, NotFound
from engine.house import Actor
from tests.web.setting import World
from web import refusals
from web.permissions import Who


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Conflict("user_task.claimed", assignee="accept", at="2027-03-01T01:00:00.000000Z"), "本事项已被李红认领（2027年3月1日 09:00）。"),
        (Conflict("user_task.over", by="", at=""), "本事项已由—于办结，或因流程变化而取消。"),
        (NotFound("nobody.wrote.this"), "您要找的内容不存在，或者地址有误。"),
        (Invalid("file.large", name="a.pdf", limit=200), "“a.pdf”超过 200 MB。"),
    ],
)
def test_sentences(world: World, error: EngineError, sentence: str) -> None:
    with world.app.test_request_context("/"):
        g.language, g.who = "zh", Who(actor=Actor("clerk"), rights=frozenset())
        assert refusals.sentence(error) == sentence


def test_a_page_without_its_token_is_told_apart_from_a_missing_right(world: World) -> None:
    answer = world.person("clerk").client.post("/logout")
    assert answer.status_code == 403
    assert "页面已过期" in answer.text and "没有权限" not in answer.text
