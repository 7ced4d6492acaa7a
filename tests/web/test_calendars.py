"""Calendars of a database: one that another process has loaded is found without a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.calendars import Calendars
from config.year_table import parse_csv
from web import calendars
from web.calendars import StoredCalendars

TABLE = parse_csv((Path(__file__).parents[1] / "config" / "calendar_2027.csv").read_text("utf-8"))
FIVE_DAYS = {"T05": {"value": 5, "unit": "working_days"}}


def test_a_calendar_that_others_loaded_is_found_when_it_is_named() -> None:
    recorded: list[str] = []
    stored = StoredCalendars(lambda: recorded)
    before = stored.current()
    after = Calendars().with_table(TABLE)
    recorded.append(after.get(after.current()).content)
    assert stored.current() == before  # not yet read again
    friday = date(2027, 2, 5)  # the day before the Spring Festival
    assert stored.due("T05", friday, FIVE_DAYS, after.current()) == after.due("T05", friday, FIVE_DAYS, after.current())
    assert stored.current() == after.current()


def test_it_is_read_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(calendars, "monotonic", lambda: clock[0])
    reads: list[float] = []

    def read() -> list[str]:
        reads.append(clock[0])
        return []

    stored = StoredCalendars(read)
    for clock[0] in (100.0, 100.0 + calendars.FRESH, 101.0 + calendars.FRESH):
        stored.current()
    assert reads == [100.0, 101.0 + calendars.FRESH]


def test_a_calendar_that_nobody_loaded_is_told() -> None:
    with pytest.raises(LookupError, match="no calendar"):
        StoredCalendars(list).get("0")
