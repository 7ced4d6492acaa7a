"""From typed text to values: what people write, in every shape they write it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.forms import definition, parse
from web.forms.definition import Form


def form(**properties: dict[str, Any]) -> Form:
    """A form with these properties; a property's `widget` is its hint."""
    hints = {name: {"widget": part.pop("widget")} for name, part in properties.items() if "widget" in part}
    return definition.read({"type": "object", "properties": properties, "ui": {"fields": hints}})


MONEY = {"type": "number", "widget": "money"}
CASES: list[tuple[dict[str, Any], str, Any]] = [
    (MONEY, "1,234.5", Decimal("1234.5")),
    (MONEY, "１２３４．５０", Decimal("1234.50")),
    (MONEY, " 1 234 ", Decimal("1234")),
    (MONEY, "12,3456.78", Decimal("123456.78")),
    ({"type": "integer"}, "12", 12),
    ({"type": "number"}, "0.001", Decimal("0.001")),
    ({"type": "string", "format": "date"}, "2027-03-05", "2027-03-05"),
    ({"type": "string", "format": "date"}, "2027年3月5日", "2027-03-05"),
    ({"type": "string", "format": "date"}, "2027/3/5", "2027-03-05"),
    ({"type": "string", "format": "date-time"}, "2027-03-05T09:30", "2027-03-05T09:30:00+08:00"),
    ({"type": "boolean"}, "true", True),
    ({"type": "boolean"}, "false", False),
    ({"type": "integer", "enum": [1, 2]}, "2", 2),
    ({"type": "string"}, "  环保  ", "环保"),
]


@pytest.mark.parametrize(("schema", "text", "value"), CASES)
def test_what_people_write(schema: dict[str, Any], text: str, value: Any) -> None:
    assert parse.values(form(x=dict(schema)), {"x": text}) == ({"x": value}, [])


@pytest.mark.parametrize(
    ("schema", "text", "code"),
    [
        (MONEY, "三百万", "not_money"), (MONEY, "1.234", "money_places"), (MONEY, "1e9", "not_money"),
        (MONEY, "NaN", "not_money"), ({"type": "number"}, "Infinity", "not_number"), ({"type": "integer"}, "1.5", "not_integer"),
        ({"type": "string", "format": "date"}, "2027-02-30", "not_date"),
        ({"type": "string", "format": "date"}, "明天", "not_date"),
        ({"type": "string", "format": "date-time"}, "x", "not_datetime"),
        ({"type": "boolean"}, "maybe", "not_listed"), ({"type": "string", "enum": ["甲"]}, "乙", "not_listed"),
    ],
)
def test_what_cannot_be_read_is_named(schema: dict[str, Any], text: str, code: str) -> None:
    found, problems = parse.values(form(x=dict(schema)), {"x": text})
    assert (found, [(one.path, one.code) for one in problems]) == ({}, [("x", code)])


def test_blank_answers_are_absent() -> None:
    assert parse.values(form(x={"type": "string"}, y=dict(MONEY)), {"x": "  ", "y": ""}) == ({}, [])


def test_a_wrong_cell_is_named_with_its_row() -> None:
    rows = {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}
    found, problems = parse.values(form(x=rows), {"x": [{"n": "1"}, {"n": "eins"}]})
    assert found == {"x": [{"n": 1}, {}]}
    assert [(one.path, one.code) for one in problems] == [("x.1.n", "not_number")]


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_money_is_read_without_loss(amount: Decimal) -> None:
    assert parse.number(f"{amount:,}") == amount


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    for schema, _, _ in CASES:
        parse.values(form(x=dict(schema)), {"x": text})
