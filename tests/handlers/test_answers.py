"""Answers of the wrong type count as not given."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.values import ZONE
from handlers import answers


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2027-01-31", date(2027, 1, 31)),
        ("2027-01-31T17:00:00Z", date(2027, 2, 1)),
        ("2027-01-31T17:00:00", None),
        ("2027-02-30", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("昨天", None),
        ("", None),
        (20270131, None),
        (None, None),
        (date(2027, 1, 31), date(2027, 1, 31)),
        (datetime(2027, 1, 31, 9, tzinfo=ZONE), date(2027, 1, 31)),
        (datetime(2027, 1, 31, 9), None),
    ],
)
def test_days(value: Any, expected: date | None) -> None:
    assert answers.day({"it": value}, "it") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("2027-03-02T00:00:00+08:00", date(2027, 3, 1)),
        ("2027-03-01T16:00:00.000000Z", date(2027, 3, 1)),
        ("2027-03-02T00:00:01+08:00", date(2027, 3, 2)),
        (datetime(2027, 3, 2, tzinfo=ZONE), date(2027, 3, 1)),
        (datetime(2027, 3, 2), None),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (None, None),
    ],
)
def test_midnight_ends_the_day_before(value: Any, expected: date | None) -> None:
    assert answers.last_day({"it": value}, "it") == expected


@pytest.mark.parametrize(("value", "expected"), [(3, Decimal(3)), (Decimal("1.5"), Decimal("1.5")), (True, None), ("3", None)])
def test_numbers(value: Any, expected: Decimal | None) -> None:
    assert answers.number({"it": value}, "it") == expected


def test_the_rest() -> None:
    given = {"text": " 有 ", "yes": False, "rows": [{"a": 1}, "x"], "words": ["甲", 1]}
    assert (answers.text(given, "text"), answers.text(given, "yes"), answers.text(given, "none")) == ("有", "", "")
    assert (answers.yes(given, "yes"), answers.yes(given, "text")) == (False, None)
    assert (answers.rows(given, "rows"), answers.rows(given, "text")) == ([{"a": 1}], [])
    assert (answers.words(given, "words"), answers.words(given, "none")) == (["甲"], None)


def test_rows_are_called_by_what_people_wrote_or_told_as_nameless() -> None:
    assert answers.names([{"name": " 甲 "}, {"name": ""}, {"county": "乙"}]) == ["甲", "（未命名）", "（未命名）"]
    assert answers.names([{"county": "乙"}], "county") == ["乙"]
