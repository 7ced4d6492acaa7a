"""Types: `instance of`, and JSON data taken as a type."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from engine import feel
from engine.values import ZONE
from tests.engine.feel.ask import value


@pytest.mark.parametrize(("text", "expected"), [
    ("1 instance of number", True), ("null instance of number", False), ("null instance of Any", False), ("1 instance of Any", True),
    ("null instance of Null", True), ('@"2027-01-01" instance of date', True), ('@"2027-01-01" instance of date and time', False),
    ('now() instance of date and time', True), ('@"P1D" instance of days and time duration', True), ("[1] instance of list<number>", True),
    ('[1, "a"] instance of list<number>', False), ("{a: 1} instance of context<a: number>", True), ("{} instance of context<a: number>", False),
    ("[1..2] instance of range<number>", True), ("count instance of function", True), ("(function(a) a) instance of function<Any> -> Any", True),
    ("1 instance of nonsense", False), ("[] instance of list<list<string>>", True),
])
def test_instance_of(text: str, expected: bool) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(("given", "type_ref", "expected"), [
    ("2027-01-04", "date", date(2027, 1, 4)), ("2027-01-04T09:00:00+08:00", "dateTime", datetime(2027, 1, 4, 9, tzinfo=ZONE)),
    ("2027-01-04T09:00:00+08:00", "date and time", datetime(2027, 1, 4, 9, tzinfo=ZONE)), ("P1D", "dayTimeDuration", timedelta(1)),
    ("P1Y", "years and months duration", feel.YearsMonthsDuration(12)), (5, "number", 5), (5, "integer", 5), (None, "number", None),
    ("x", "string", "x"), (["x"], "string", "x"), ("x", "list", ["x"]), (5, "Any", 5), (5, None, 5), (Decimal("1.5"), "feel:number", Decimal("1.5")),
])
def test_coercion(given: object, type_ref: str | None, expected: object) -> None:
    assert feel.coerce(given, type_ref) == expected


@pytest.mark.parametrize(("given", "type_ref"), [
    ("12", "number"), (1, "string"), (True, "number"), ("2027-01-04", "date and time"), ("x", "date"), ("P1D", "yearMonthDuration"),
    ([1, 2], "number"), ({}, "string"),
])
def test_what_does_not_fit_is_refused(given: object, type_ref: str) -> None:
    with pytest.raises(feel.WrongType) as caught:
        feel.coerce(given, type_ref)
    assert caught.value.code == "feel.wrong_type"


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(feel.WrongType) as caught:
        feel.coerce(1, "tApplicant")
    assert caught.value.code == "feel.unknown_type"


def test_a_float_is_no_value() -> None:
    with pytest.raises(TypeError):
        feel.coerce(1.5, "number")
    with pytest.raises(TypeError):
        feel.to_json(1.5)
