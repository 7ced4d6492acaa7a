"""What points to classified content, and what only sounds like it."""

from __future__ import annotations

import pytest

from handlers.secrecy.markers import hits, markers, texts
from tests.handlers.city import PARAMETERS

KNOWN = markers(tuple(PARAMETERS["P_secrecy_markers"]))


@pytest.mark.parametrize(("text", "codes"), [
    ("机密★3年", ["M1"]),
    ("机 密 ★", ["M1"]),
    ("机\u200b密★长期", ["M1"]),
    ("绝·密☆", ["M1"]),
    ("秘密＊", ["M1"]),
    ("密级：秘密", ["M2"]),
    ("密 级 为 机 密", ["M2"]),
    ("本件为机密级文件", ["M3"]),
    ("接入涉密网络运行", ["M4"]),
    ("按分级保护方案建设", ["M5"]),
    ("内容属于国家秘密", ["M6"]),
    ("机密★，密级：机密", ["M1", "M2"]),
])
def test_markers_are_found_however_they_are_written(text: str, codes: list[str]) -> None:
    assert [marker.code for marker in hits(text, KNOWN)] == codes


@pytest.mark.parametrize("text", [
    "本系统为非涉密信息系统", "不涉密项目", "数据分类分级保护", "保护商业秘密和个人隐私", "遵守保守国家秘密法", "网络安全等级保护三级", "不属于国家秘密", "",
])
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert hits(text, KNOWN) == ()


def test_every_text_of_a_value_is_seen_with_the_field_that_holds_it() -> None:
    value = {"rows": [{"name": "a", "n": 1}, {"name": "b"}], "note": "c", "none": None}
    assert [(name, text) for name, text in texts(value) if len(text) == 1 and text != "n"] == [("rows", "a"), ("rows", "b"), ("note", "c")]
    assert ("rows", "name") in texts(value)


@pytest.mark.parametrize("entry", ["M1", "M1|x", "|x|y", "M1||y"])
def test_a_marker_needs_a_code_a_pattern_and_a_name(entry: str) -> None:
    with pytest.raises(ValueError, match=r"code\|pattern\|name"):
        markers((entry,))
