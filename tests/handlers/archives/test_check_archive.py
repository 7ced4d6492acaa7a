"""H-ARCHIVE: the archives are complete, or there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.archives.check_archive import archive_done, check_archive
from tests.handlers.city import PARAMETERS, REPORT, City

CASES: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "通过", True),
    ({"efile_applicable": False}, "不适用", True),
    ({"archive_scope": False}, "不通过", False),
    ({"archive_count": 0}, "不通过", False),
    ({"archive_count": "三百"}, "不通过", False),
    ({"archive_four_property": "不合格"}, "不通过", False),
    ({"archive_four_property": "未检测"}, "不通过", False),
    ({"archive_four_property": ""}, "存疑", False),
    ({"archive_completed": False}, "不通过", False),
    ({"archive_completed": None}, "存疑", False),
]


@pytest.mark.parametrize(("change", "says", "done"), CASES)
def test_archives(city: City, change: dict[str, Any], says: str, done: bool) -> None:
    answers = {**REPORT, **change}
    assert city.run(check_archive, answers).verdict == says
    assert archive_done(city.job("x", {}), answers) is done


def test_the_city_may_waive_archives_before_acceptance(city: City) -> None:
    job = replace(city.job("x", {}), parameters={**PARAMETERS, "P_archive_required": False})
    assert archive_done(job, {})
