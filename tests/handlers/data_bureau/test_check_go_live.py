"""H-GOLIVE: use before acceptance is found and flagged; a registered trial run is no use."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.check_go_live import check_go_live
from tests.handlers.city import City

USED = {"go_live_on": "2027-01-10", "go_live_kind": "正式使用"}
TRIAL = {"go_live_on": "2027-01-10", "go_live_kind": "试运行", "trial_registered": True, "trial_scope": "两个区"}


@pytest.mark.parametrize(
    ("project", "answers", "says"),
    [
        ({}, {}, "不适用"),
        ({}, USED, "不通过"),
        ({"acceptance_status": "不合格"}, USED, "不通过"),
        ({"acceptance_status": "合格", "acceptance_date": "2027-01-10"}, USED, "通过"),
        ({"acceptance_status": "合格", "acceptance_date": "2027-01-11"}, USED, "不通过"),
        ({}, TRIAL, "通过"),
        ({}, {**TRIAL, "trial_registered": False}, "不通过"),
        ({}, {**TRIAL, "trial_scope": " "}, "不通过"),
        ({}, {**USED, "go_live_kind": ""}, "存疑"),
        ({}, {**USED, "go_live_on": "上个月"}, "存疑"),
    ],
)
def test_use(city: City, project: dict[str, Any], answers: dict[str, Any], says: str) -> None:
    city.project(**project)
    result = city.run(check_go_live, answers)
    assert [finding.verdict for finding in result.findings] == [says]
    assert result.variables["used_before_acceptance"] is (says == "不通过")
    assert ("used_before_acceptance" in city.row("project")["flags"]) is (says == "不通过")
