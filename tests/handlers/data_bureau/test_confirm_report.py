"""D-19: the report is confirmed, and the register says when and by which document."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.check_report import check_report
from handlers.data_bureau.confirm_report import confirm_report
from tests.handlers.city import PROJECT_NO, REPORT, City


def test_the_latest_report_is_confirmed(city: City) -> None:
    city.project(mlps_level=None)
    city.run(check_report, REPORT)
    result = city.run(confirm_report, {})
    assert result.variables == {"report_confirmed": True, "report_confirmed_on": "2027-01-20"}
    assert [document.kind for document in result.documents] == ["D-19"]
    report, project = city.row("report", f"{PROJECT_NO}-1"), city.row("project")
    assert (report["status"], report["confirmed_on"], report["report_no"]) == ("已确认", "2027-01-20", "文〔2027〕1号")
    assert (project["state"], project["report_confirmed_on"], project["mlps_level"]) == ("报告已确认", "2027-01-20", 3)


def test_a_report_never_lowers_the_registered_level(city: City) -> None:
    city.run(check_report, {**REPORT, "mlps_level": 2})
    city.run(confirm_report, {})
    assert city.row("project")["mlps_level"] == 3


@pytest.mark.parametrize("key", ["HA-2027-J-9999", None, PROJECT_NO])
def test_nothing_to_confirm(city: City, key: str | None) -> None:
    with pytest.raises(Invalid):
        city.run(confirm_report, {}, key=key)
