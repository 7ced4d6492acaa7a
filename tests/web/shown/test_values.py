"""Dates, times, money and capital numerals as people read them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from web.shown import values


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"), ("12.5", "壹拾贰万伍仟元整"), ("1286.50", "壹仟贰佰捌拾陆万伍仟元整"), ("0.0001", "壹元整"),
        ("480", "肆佰捌拾万元整"), ("10000", "壹亿元整"), ("10000.5", "壹亿零伍仟元整"), ("1000.0001", "壹仟万零壹元整"),
        ("0.000012", "壹角贰分"), ("1.000002", "壹万元零贰分"), ("100.01", "壹佰万零壹佰元整"),
    ],
)
def test_money_in_capital_numerals(amount: str, words: str) -> None:
    assert values.capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", [None, Decimal(-1), Decimal(10) ** 13])
def test_what_has_no_capital_numerals(amount: Decimal | None) -> None:
    assert values.capitals(amount) == ""


def test_days_and_times_are_local() -> None:
    night = datetime(2027, 3, 4, 17, 30, tzinfo=UTC)
    assert values.time(night, "zh") == "2027年3月5日 01:30"
    assert values.time("2027-03-04T17:30:00.000000Z", "en") == "5 Mar 2027 01:30"
    assert values.day("2027-03-05", "zh") == "2027年3月5日"
    assert values.day(None, "zh") == ""


def test_money_has_two_places() -> None:
    assert values.money(Decimal("1286.5"), "zh") == "1,286.50 万元"


def test_sizes() -> None:
    assert [values.size(octets) for octets in (12, 310_000, 1_240_000)] == ["1 kB", "310 kB", "1.2 MB"]


def test_any_value_in_one_line() -> None:
    told = [values.plain(value, "zh") for value in (None, True, Decimal("1.50"), ["甲", "乙"], {"a": 1}, 7)]
    assert told == ["—", "是", "1.50", "甲、乙", '{"a":1}', "7"]
