"""The notice says where to go and nothing of the project."""

from __future__ import annotations

from handlers.secrecy.issue_notice import issue_notice
from tests.handlers.city import City


def test_the_notice_holds_no_content(city: City) -> None:
    result = issue_notice(city.job("x", {"unit_id": "JT", "project_name": "青松工程", "project_summary": "内容"}))
    (notice,) = result.documents
    assert (notice.kind, dict(notice.data)) == ("D-02", {"unit_id": "JT", "told_on": "2027-01-20"})
    assert "青松" not in repr(result)
    assert result.variables == {"intake_result": "涉密终止"}
