"""Nothing, suspicion, certainty: and never a word of what was found."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.secrecy.screen import screen
from tests.handlers.city import City, found

FILE = {"digest": "9f2c", "kind": "paper", "markers": ["M1", "M3"]}


@pytest.mark.parametrize(("variables", "result", "codes"), [
    ({"project_summary": "公开的项目"}, "无", []),
    ({"project_summary": "附件为机密★3年"}, "疑似", ["M1"]),
    ({"rows": [{"name": "涉密网络"}]}, "疑似", ["M4"]),
    ({"withheld_files": [FILE]}, "疑似", ["M1", "M3"]),
    ({"withheld_files": [FILE], "cleared_files": ["9f2c"]}, "无", []),
    ({"withheld_files": [FILE], "cleared_files": ["0000"]}, "疑似", ["M1", "M3"]),
    ({"sc_secret_network": True}, "涉密", []),
    ({"sc_work_secrets": True}, "无", []),
])
def test_the_result_and_its_markers(city: City, variables: dict[str, Any], result: str, codes: list[str]) -> None:
    assert city.run(screen, variables).variables == {"secrecy_result": result, "secrecy_markers": codes}


def test_findings_name_the_field_and_the_marker_and_keep_nothing_of_the_text(city: City) -> None:
    told = found(city.run(screen, {"project_summary": "代号青松，机密★"}), "文字中的密级标志")
    assert told.verdict == "存疑"
    assert "project_summary" in told.problem and "密级标志" in told.problem
    assert "青松" not in repr(told)
