"""Instants from FEEL values: a timer's clock has six digits after the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine import feel
from engine.kernel import times
from engine.kernel.plan import Stuck

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


def worth(text: str) -> feel.Value:
    """The FEEL value of the expression."""
    return feel.parse(text).evaluate({}, now=NOW)


def test_a_seventh_of_a_day_is_a_timer() -> None:
    assert times.after(NOW, worth('@"P1D" / 7')) == NOW + timedelta(microseconds=12_342_857_142)
    assert times.instant(worth('@"2027-01-04T09:00:00Z" + @"PT0.0000019S"')) == NOW + timedelta(microseconds=1)


@pytest.mark.parametrize("text", ['@"12027-01-04"', '@"12027-01-04T09:00:00Z"', '@"09:00:00"', "5"])
def test_what_no_timer_waits_for(text: str) -> None:
    with pytest.raises(Stuck):
        times.instant(worth(text))


@pytest.mark.parametrize("text", ['@"P999999999D"', '@"P99999Y"', '@"-PT0.000001S"', "5"])
def test_what_no_timer_lasts(text: str) -> None:
    with pytest.raises(Stuck):
        times.after(NOW, worth(text))
