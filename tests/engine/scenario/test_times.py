"""Durations and instants of answers and options."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from engine.scenario import times
from engine.values import ZONE

JANUARY = datetime(2027, 1, 31, 9, tzinfo=ZONE)


@pytest.mark.parametrize(("text", "end"), [
    ("PT0S", JANUARY),
    ("PT36H", datetime(2027, 2, 1, 21, tzinfo=ZONE)),
    ("P10D", datetime(2027, 2, 10, 9, tzinfo=ZONE)),
    ("P1M", datetime(2027, 2, 28, 9, tzinfo=ZONE)),
    ("P1Y", datetime(2028, 1, 31, 9, tzinfo=ZONE)),
])
def test_a_length_is_added(text: str, end: datetime) -> None:
    assert times.length(text).after(JANUARY) == end
    assert times.until(text, JANUARY) == end


@pytest.mark.parametrize("text", ["", "P", "1 day", "-P1D", "-P1M", "10"])
def test_what_is_no_length_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        times.length(text)


def test_a_length_beyond_every_calendar_is_never() -> None:
    assert times.length("P99999Y").after(JANUARY) is times.length("P9000Y").after(JANUARY) is None
    with pytest.raises(ValueError, match="no such time"):
        times.until("P99999Y", JANUARY)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_an_instant_that_no_zone_knows_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="years"):
        times.instant(text)


def test_an_instant_without_a_zone_is_meant_here() -> None:
    assert times.instant("2027-01-31T09:00:00") == JANUARY == times.instant("2027-01-31T01:00:00Z")
    assert times.until("2027-01-31T09:00:00+08:00", JANUARY + timedelta(days=9)) == JANUARY
    with pytest.raises(ValueError):
        times.instant("tomorrow")
