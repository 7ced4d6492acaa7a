"""Definitions: looking, checking, deploying with a reason, all or nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.web.setting import BPMN, Browser, World, words_of

DIAGRAM = BPMN / "acceptance_filing" / "acceptance_filing.bpmn"


def upload(browser: Browser, content: bytes, *, name: str = "acceptance_filing.bpmn", **fields: str) -> Any:
    """Send one file."""
    return browser.post("/definitions", [("files", (BytesIO(content), name)), *fields.items()])


def test_the_list_and_one_version(world: World) -> None:
    owner = world.person("owner")
    assert "验收备案" in words_of(owner.get("/definitions"))
    page = owner.get("/definitions/acceptance_filing")
    assert "首次部署" in words_of(page)
    assert owner.get("/definitions/acceptance_filing/diagram").data == DIAGRAM.read_bytes()


@pytest.mark.parametrize("path", ["/definitions/nothing", "/definitions/acceptance_filing?version=9"])
def test_what_is_not_there(world: World, path: str) -> None:
    assert world.person("owner").get(path).status_code == 404


def test_checking_stores_nothing(world: World) -> None:
    owner = world.person("owner")
    changed = DIAGRAM.read_bytes().replace("提交备案材料".encode(), "递交备案材料".encode())
    assert "没有发现问题" in words_of(upload(owner, changed, action="check"))
    assert "第 1 版" in words_of(owner.get("/definitions/acceptance_filing"))


def test_deploying_makes_a_version_with_its_reason(world: World) -> None:
    owner = world.person("owner")
    changed = DIAGRAM.read_bytes().replace("提交备案材料".encode(), "递交备案材料".encode())
    answer = upload(owner, changed, action="deploy", reason="统一用语")
    assert answer.headers["Location"] == "/definitions?said=deployed"
    text = words_of(owner.get("/definitions/acceptance_filing"))
    assert "第 2 版" in text and "统一用语" in text


def test_the_same_file_again_changes_nothing(world: World) -> None:
    answer = upload(world.person("owner"), DIAGRAM.read_bytes(), action="deploy", reason="再次部署")
    assert answer.headers["Location"] == "/definitions?said=unchanged"


def test_without_a_reason_nothing_is_deployed(world: World) -> None:
    assert upload(world.person("owner"), DIAGRAM.read_bytes(), action="deploy", reason=" ").status_code == 422


def test_a_wrong_diagram_is_refused_with_element_problem_and_remedy(world: World) -> None:
    wrong = DIAGRAM.read_bytes().replace(b'formId="filing_submission"', b'formId="nothing"')
    answer = upload(world.person("owner"), wrong, action="deploy", reason="试一试")
    assert answer.status_code == 422
    assert "submit_filing" in words_of(answer)


@pytest.mark.parametrize("content", [b"", b"<", b"\x00" * 10, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_any_content_gives_findings_and_never_an_error(world: World, content: bytes) -> None:
    answer = upload(world.person("owner"), content, action="check")
    assert answer.status_code == 200
    assert "1 处错误" in words_of(answer)


def test_other_kinds_of_file_are_refused(world: World) -> None:
    assert upload(world.person("owner"), b"x", name="a.exe", action="check").status_code == 422
