"""When a filing counts as handed in, and when it is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handlers.data_bureau.filing import Submission, submission
from tests.handlers.city import City

DUE = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("submitted", "due", "late", "says"),
    [
        (date(2027, 3, 1), DUE, False, "通过"),
        (date(2027, 3, 2), DUE, True, "不通过"),
        (date(2027, 3, 2), None, None, "存疑"),
    ],
)
def test_the_last_day_is_in_time(submitted: date, due: date | None, late: bool | None, says: str) -> None:
    found = Submission(submitted_on=submitted, due_on=due, accepted_on=None)
    assert (found.late, found.finding.verdict, found.finding.severity) == (late, says, "提示")


@pytest.mark.parametrize(
    ("row", "variables", "submitted", "due"),
    [
        ({}, {}, "2027-01-20", None),
        ({}, {"filing_submitted_on": "2027-01-19", "filing_due_on": "2027-03-01"}, "2027-01-19", "2027-03-01"),
        ({}, {"filing_due_on": "2027-03-01T16:00:00.000000Z"}, "2027-01-20", "2027-03-01"),
        ({}, {"filing_due_on": "2027-03-02T00:00:00+08:00"}, "2027-01-20", "2027-03-01"),
        ({"submitted_on": "2027-01-05", "due_on": "2027-02-01"}, {"filing_submitted_on": "2027-01-19"}, "2027-01-05", "2027-02-01"),
        ({"due_on": "2027-02-01"}, {"filing_due_on": "2027-02-02"}, "2027-01-20", "2027-02-02"),
    ],
)
def test_the_first_submission_and_the_newest_last_day(
    city: City, row: dict[str, Any], variables: dict[str, Any], submitted: str, due: str | None
) -> None:
    if row:
        city.seed("filing", "HA-2027-J-0036", status="未备案", **row)
    found = submission(city.job("x", variables))
    assert found.submitted_on == date.fromisoformat(submitted)
    assert found.due_on == (date.fromisoformat(due) if due else None)
