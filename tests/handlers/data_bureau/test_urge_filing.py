"""The month is over: flag and reminder, unless the filing was handed in."""

from __future__ import annotations

from datetime import datetime

from engine.values import ZONE
from handlers.data_bureau.check_filing import check_filing
from handlers.data_bureau.register_acceptance import register_acceptance
from handlers.data_bureau.urge_filing import urge_filing
from tests.handlers.city import City
from tests.handlers.data_bureau.test_check_filing import DAY_20, PAPERS
from tests.handlers.data_bureau.test_register_acceptance import AT, PASSED

OVER = datetime(2027, 3, 2, tzinfo=ZONE)


def test_an_overdue_filing_is_flagged_and_urged(city: City) -> None:
    city.run(register_acceptance, PASSED, AT)
    result = city.run(urge_filing, {}, OVER)
    assert [document.kind for document in result.documents] == ["D-22-2"]
    assert city.row("project")["flags"] == ["filing_overdue", "filing_pending"]
    filing = city.row("filing")
    assert (filing["status"], filing["due_on"], filing["reminder_no"]) == ("逾期", "2027-03-01", "文〔2027〕1号")


def test_what_was_handed_in_is_not_urged(city: City) -> None:
    city.run(register_acceptance, PASSED, AT)
    city.run(check_filing, PAPERS, DAY_20)
    result = city.run(urge_filing, {}, OVER)
    assert (result.records, result.documents) == ((), ())
    assert [finding.verdict for finding in result.findings] == ["不适用"]
