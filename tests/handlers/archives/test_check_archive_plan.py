"""H-ARCHIVE on a plan."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.archives.check_archive_plan import check_archive_plan
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN


@pytest.mark.parametrize(
    ("item", "changed", "says"),
    [
        ("归档范围和保管期限表", {}, "通过"), ("归档范围和保管期限表", {"archive_scope": False}, "不通过"),
        ("归档范围和保管期限表", {"efile_applicable": False}, "不适用"), ("归档元数据", {"efile_metadata": False}, "不通过"),
        ("归档接口", {}, "通过"), ("归档接口", {"archive_interface": " "}, "存疑"),
        ("归档信息包", {"archive_package": False}, "不通过"), ("四性检测安排", {"archive_test_planned": None}, "存疑"),
    ],
)
def test_the_archives_of_a_plan(city: City, item: str, changed: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_archive_plan, {**PLAN, **changed}), item) == says
