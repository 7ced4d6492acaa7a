"""What was typed: collected from the form's own fields alone, kept as text, the same after a round trip."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from tests.web import answers
from tests.web.setting import form_file, posted
from web.forms import definition, parse, typed

REPORT = definition.read(form_file("construction_report"))


def test_stored_values_survive_being_shown_posted_and_read_again() -> None:
    shown = typed.from_values(REPORT, answers.REPORT)
    collected, strangers = typed.collect(REPORT, MultiDict(posted(shown)))
    assert strangers == []
    assert parse.values(REPORT, collected) == (answers.REPORT, [])


@pytest.mark.parametrize("name", ["role", "datasets.0.secret", "datasets.x.name", "build_summary.0.x", "__class__", "dept"])
def test_names_that_the_form_does_not_list_are_strangers(name: str) -> None:
    assert typed.collect(REPORT, MultiDict([(name, "x"), ("csrf", "t"), ("version", "1")]))[1] == [name]


def test_empty_rows_vanish_and_the_others_keep_their_order() -> None:
    fields = MultiDict([("datasets.7.name", "乙"), ("datasets.2.name", "甲"), ("datasets.3.name", ""), ("datasets.3.cycle", "")])
    assert typed.collect(REPORT, fields)[0]["datasets"] == [{"name": "甲"}, {"name": "乙"}]


def test_what_is_too_long_is_cut_before_it_is_kept() -> None:
    kept = typed.collect(REPORT, MultiDict([("build_summary", "长" * 50_000)]))[0]["build_summary"]
    assert len(kept) == typed.LONGEST


@pytest.mark.parametrize(
    ("schema", "value", "text"),
    [
        ({"type": "number"}, Decimal("400.00"), "400"), ({"type": "boolean"}, False, "false"), ({"type": "integer"}, 7, "7"),
        ({"type": "array", "items": {"type": "string"}}, ["a"], ["a"]),
        ({"type": "string", "format": "date-time"}, "2027-03-05T09:30:00+08:00", "2027-03-05T09:30"),
    ],
)
def test_values_as_text(schema: dict[str, Any], value: Any, text: Any) -> None:
    field = definition.read({"properties": {"x": schema}}).fields["x"]
    assert typed.text_of(field, value) == text
