"""D-22: the receipt; a late filing stays late."""

from __future__ import annotations

from handlers.data_bureau.check_filing import check_filing
from handlers.data_bureau.register_acceptance import register_acceptance
from handlers.data_bureau.register_filing import register_filing
from handlers.data_bureau.urge_filing import urge_filing
from tests.handlers.city import City
from tests.handlers.data_bureau.test_check_filing import DAY_20, DAY_35, PAPERS
from tests.handlers.data_bureau.test_register_acceptance import AT, PASSED
from tests.handlers.data_bureau.test_urge_filing import OVER


def test_a_filing_in_time(city: City) -> None:
    city.run(register_acceptance, PASSED, AT)
    city.run(check_filing, PAPERS, DAY_20)
    result = city.run(register_filing, {}, DAY_35)
    filing = city.row("filing")
    assert result.variables == {"filing_status": "已备案", "filing_late": False}
    assert (filing["status"], filing["submitted_on"], filing["filed_on"]) == ("已备案", "2027-02-20", "2027-03-07")
    assert filing["receipt_no"] == "文〔2027〕1号"
    assert (city.row("project")["state"], city.row("project")["flags"]) == ("已备案", [])


def test_a_late_filing_clears_what_blocks_and_keeps_what_happened(city: City) -> None:
    city.run(register_acceptance, PASSED, AT)
    city.run(urge_filing, {}, OVER)
    city.run(check_filing, PAPERS, DAY_35)
    city.run(register_filing, {}, DAY_35)
    assert city.row("project")["flags"] == ["filing_late"]
    assert (city.row("filing")["late"], city.row("filing")["reminder_no"]) == (True, "文〔2027〕1号")


def test_a_project_that_is_not_registered_gets_its_receipt(city: City) -> None:
    result = city.run(register_filing, {"acceptance_date": "2027-01-31", "filing_due_on": "2027-03-01"}, DAY_35, "HA-9")
    assert result.variables["filing_late"] is True
    assert city.row("filing", "HA-9")["status"] == "已备案"
