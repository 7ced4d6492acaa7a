"""How long a cryptography assessment is valid."""

from __future__ import annotations

from datetime import date

from handlers.cryptography.assessment import valid_until
from tests.handlers.city import City


def test_the_report_says_how_long(city: City) -> None:
    job = city.job("x", {})
    assert valid_until(job, {"crypto_valid_until": "2027-05-01"}, date(2026, 1, 1)) == date(2027, 5, 1)


def test_else_so_many_months(city: City) -> None:
    assert valid_until(city.job("x", {}), {}, date(2024, 2, 29)) == date(2025, 2, 28)
