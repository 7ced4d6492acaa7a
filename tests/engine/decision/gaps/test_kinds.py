"""Between two values of a column's kind there is another, or there is none: beyond Python's dates and fractions too."""

from __future__ import annotations

import pytest

from engine.decision.gaps.kinds import KINDS
from engine.feel import kind
from engine.feel.temporal import parse_temporal, text_of


@pytest.mark.parametrize(("low", "high", "found"), [
    ("2027-05-01", "2027-05-03", "2027-05-02"), ("2027-05-01", "2027-05-02", None), ("9999-12-31", None, "10000-01-01"), (None, "10000-01-01", "9999-12-31"),
    ("-0044-03-14", "-0044-03-16", "-0044-03-15"), ("999999999-12-31", None, None), ("08:00:00", "08:00:00.000000002", "08:00:00.000000001"), ("08:00:00", "08:00:00.000000001", None),
    ("08:00:00+08:00", "10:00:00+08:00", "09:00:00+08:00"), ("23:59:59.999999999", None, None), (None, "00:00:00", None), ("2027-05-01T08:00:00Z", "2027-05-01T08:00:00.000000001Z", None),
    ("2027-05-01T08:00:00Z", "2027-05-01T10:00:00Z", "2027-05-01T09:00:00Z"), ("9999-12-31T08:00:00", None, "10000-01-01T08:00:00"), ("999999999-12-31T08:00:00Z", None, None),
    ("PT0S", "PT0.000000002S", "PT0.000000001S"), ("PT0S", "PT0.000000001S", None), ("P999999999D", None, "P1000000000D"), (None, "PT0S", "-P1D"), ("P1M", "P3M", "P2M"), ("P1M", "P2M", None),
])
def test_what_lies_between(low: str | None, high: str | None, found: str | None) -> None:
    bounds = [None if text is None else parse_temporal(text) for text in (low, high)]
    between = KINDS[kind(bounds[0] if bounds[1] is None else bounds[1])].inside(*bounds)
    assert (None if between is None else text_of(between)) == found
