"""FEEL in forms sees the case, and the day that it is in the city."""

from __future__ import annotations

from datetime import UTC, datetime

from web.forms import expressions

NIGHT = datetime(2027, 1, 4, 17, tzinfo=UTC)  # one in the morning of the fifth, in the city


def test_today_is_the_day_in_the_city() -> None:
    assert expressions.value("=today()", {}, NIGHT) == "2027-01-05"


def test_a_hint_without_an_equals_sign_stands_for_itself() -> None:
    assert [expressions.value(text, {"n": 1}, NIGHT) for text in ("n", "=n", "=m", 3)] == ["n", 1, None, 3]


def test_no_condition_is_true_and_null_is_false() -> None:
    assert [expressions.holds(text, {"n": 1}, NIGHT) for text in (None, "=n = 1", "=m", "=n = 2")] == [True, True, False, False]
