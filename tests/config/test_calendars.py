"""Old calendars stay: what was counted by them can be counted again."""

from __future__ import annotations

from datetime import date

import pytest

from config.calendar import shipped
from config.calendars import Calendars
from tests.config.test_calendar import CALENDAR_2027

PARAMETERS = {"T19": {"value": 2, "unit": "working_days"}, "P_text_min": {"value": 20, "unit": "characters"}}


def test_the_shipped_calendar_is_in_force_at_first_and_not_yet_recorded() -> None:
    calendars = Calendars()
    assert calendars.current() == shipped().digest
    assert calendars.unrecorded == shipped().content


def test_a_loaded_table_is_in_force_and_the_old_calendar_stays() -> None:
    before = Calendars()
    after = before.with_table(CALENDAR_2027)
    start = date(2027, 2, 3)
    assert after.due("T19", start, PARAMETERS, after.current()).day == date(2027, 2, 15)
    old = after.due("T19", start, PARAMETERS, before.current())
    assert (old.day, old.provisional) == (date(2027, 2, 5), True)


def test_what_was_recorded_gives_the_same_calendars_again() -> None:
    after = Calendars().with_table(CALENDAR_2027)
    again = Calendars([shipped().content, after.get(after.current()).content])
    assert again.current() == after.current()
    assert again.unrecorded is None
    assert again.get(shipped().digest).content == shipped().content


def test_years_that_only_a_newer_package_knows_are_added_to_the_recorded_ones() -> None:
    first = min(shipped().tables)
    calendars = Calendars([shipped().tables[first].text])
    assert calendars.current() == shipped().digest
    assert calendars.unrecorded == shipped().content


def test_the_later_table_of_a_year_counts() -> None:
    twice = Calendars().with_table(CALENDAR_2027).with_table(shipped().tables[2026])
    assert twice.current() == Calendars().with_table(CALENDAR_2027).current()


@pytest.mark.parametrize("parameter", ["T99", ""])
def test_an_unknown_parameter_is_refused(parameter: str) -> None:
    with pytest.raises(LookupError, match="no parameter"):
        Calendars().due(parameter, date(2027, 1, 4), PARAMETERS, shipped().digest)


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(LookupError, match="no calendar"):
        Calendars().due("T19", date(2027, 1, 4), PARAMETERS, "0" * 64)


def test_a_threshold_is_no_period() -> None:
    with pytest.raises(ValueError, match="no period"):
        Calendars().due("P_text_min", date(2027, 1, 4), PARAMETERS, shipped().digest)
