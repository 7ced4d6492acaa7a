"""Clauses and numerals as people read them."""

from __future__ import annotations

import pytest
from flask import g

from tests.web.setting import World
from web.shown import context


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        ("26", "第二十六条", "Art. 26"), ("14.2", "第十四条第二款", "Art. 14.2"), ("38(6)", "第三十八条第（六）项", "Art. 38(6)"),
        ("10", "第十条", "Art. 10"), ("附件一", "附件一", "附件一"),
    ],
)
def test_clauses(world: World, clause: str, zh: str, en: str) -> None:
    for language, name in (("zh", zh), ("en", en)):
        with world.app.test_request_context("/"):
            g.language = language
            assert context.clause_name(clause) == name


def test_groups_are_called_by_role_and_organisation(world: World) -> None:
    with world.app.test_request_context("/"):
        g.language = "zh"
        assert context.group_names(["unit_clerk@HBJ"]) == "项目单位经办人（市环境监测中心）"
        assert context.group_names(["nobody@NOWHERE", "nobody"]) == "nobody（NOWHERE）、nobody"
        assert context.group_names([]) == "—"
