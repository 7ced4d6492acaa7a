"""Types: `instance of`, and JSON data taken as a type."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from engine import feel
from engine.values import ZONE
from tests.engine.feel.ask import outcome
from tests.engine.feel.coverage import computes


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


@computes("instance of")
@pytest.mark.parametrize(("text", "expected"), [
    ("3 instance of number", True), ("3 instance of Any", True), ("3 instance of string", False), ("null instance of Any", False), ("null instance of number", False),
    ("null instance of Null", True), ('"" instance of string', True), ("false instance of boolean", True), ('@"2027-05-01" instance of date', True),
    ('@"2027-05-01" instance of date and time', False), ('@"2027-05-01T08:00:00" instance of date and time', True), ('@"08:00:00" instance of time', True),
    ('@"P1D" instance of days and time duration', True), ('@"P1D" instance of years and months duration', False), ("[1, 2] instance of list<number>", True),
    ('[1, "二"] instance of list<number>', False), ('[1, "二"] instance of list<Any>', True), ("[[1]] instance of list<list<number>>", True), ("[] instance of list<date>", True),
    ("[null] instance of list<number>", True), ("3 instance of list<number>", False), ("[1] instance of list", True), ("{} instance of context", True),
    ("{a: 1} instance of context<a: number>", True), ("{a: 1, b: 2} instance of context<a: number>", True), ("{a: null} instance of context<a: number>", True),
    ("{b: 1} instance of context<a: number>", False), ("{a: {b: 1}} instance of context<a: context<b: string>>", False), ("{单 价: 1} instance of context<单 价: number>", True),
    ("[1..2] instance of range<number>", True), ("[1..2] instance of range<date>", False), ("(> 2) instance of range<number>", True), ("3 instance of 未知", False),
    ("abs instance of function", True), ("(function(a) a) instance of function<Any>->Any", True), ("(function(a) a) instance of function<Any, Any>->Any", False),
    ('(function() "文") instance of function<>->string', True), ('(function() "文") instance of function<>->number', False), ("(function() {a: 1, b: 2}) instance of function<>->context<a: number>", True),
    ("(function() {a: 1}) instance of function<>->context<a: number, b: number>", False), ("(function(a: context<n: number>) 1) instance of function<context<n: number, m: string>>->number", True),
    ("(function(a: context<n: number, m: string>) 1) instance of function<context<n: number>>->number", False), ("(function(a: list<number>) 1) instance of function<list<number>>->number", True),
    ("(function(a: list<number>) 1) instance of function<list<string>>->number", False), ("(function() function(a: number) 1) instance of function<>->function<number>->number", True),
    ("not(3 instance of string) and true", True),
])
def test_instance_of(text: str, expected: object) -> None:
    assert outcome(text) is expected
