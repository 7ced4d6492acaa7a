"""Log lines: one an event, with its fields, in two forms."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from config.logging import set_up


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers = []
    yield io.StringIO()
    root.handlers, root.level = before, level


def test_json_lines_carry_the_fields(stream: io.StringIO) -> None:
    set_up("INFO", "json", stream)
    logging.getLogger("chengxu").info("已备案 %s", "HA-1", extra={"instance": "10000000"})
    logging.getLogger("chengxu").debug("unseen")
    line = json.loads(stream.getvalue())
    assert (line["message"], line["level"], line["instance"]) == ("已备案 HA-1", "INFO", "10000000")
    assert line["at"].endswith("+08:00")


def test_text_cannot_forge_a_line(stream: io.StringIO) -> None:
    set_up("WARNING", "text", stream)
    logging.getLogger("chengxu").warning("one\n2027-01-01 INFO two", extra={"who": "a\rb"})
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().endswith("one\\n2027-01-01 INFO two who=a\\rb\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_is_shown(stream: io.StringIO, form: str) -> None:
    set_up("INFO", form, stream)
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        logging.getLogger("chengxu").exception("failed")
    assert "RuntimeError: broken" in stream.getvalue()
