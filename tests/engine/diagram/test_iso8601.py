"""Literals of timers."""

from __future__ import annotations

import pytest

from engine.diagram.iso8601 import is_cycle, is_date, is_duration


@pytest.mark.parametrize("text", [
    "2027-01-31", "2027-01-31T18:00:00+08:00", "2027-01-31T18:00Z", "2027-01-31T18:00:00", "2028-02-29T00:00:00.5Z",
])
def test_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["", "2027-02-29", "2027-13-01", "31.1.2027", "20270131", "2027-01-31T25:00:00Z", "明天"])
def test_no_dates(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("text", ["P10D", "PT1H", "PT0S", "P1Y2M", "P3DT4H5M6.7S"])
def test_durations(text: str) -> None:
    assert is_duration(text)


@pytest.mark.parametrize("text", [
    "", "P", "PT", "P1DT", "-PT1H", "P-1D", "PT1", "1H", "P1.5D", "P1H", "P2W", "P1M2D", "P1MT1H", "P9999999999D", "P١D",
])
def test_no_durations(text: str) -> None:
    assert not is_duration(text)


@pytest.mark.parametrize("text", ["R/PT1H", "R3/P1D", "R5/2027-01-04T09:00:00+08:00/P1D"])
def test_cycles(text: str) -> None:
    assert is_cycle(text)


@pytest.mark.parametrize("text", ["", "R", "PT1H", "R0/PT1H", "R-1/PT1H", "R3/PT0S", "R3/-PT1H", "R3/x/PT1H", "0 0 * * *"])
def test_no_cycles(text: str) -> None:
    assert not is_cycle(text)
