"""Reading a form: widgets from types, columns, pages, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from engine.values import loads
from tests.web.setting import BPMN
from web.forms import definition

SHIPPED = sorted(BPMN.rglob("forms/*.json"))


@pytest.mark.parametrize(
    ("schema", "widget"),
    [
        ({"type": "string"}, "text"), ({"type": "number"}, "number"), ({"type": "integer"}, "number"),
        ({"type": "boolean"}, "yesno"), ({"type": "string", "format": "date"}, "date"),
        ({"type": "string", "format": "date-time"}, "datetime"), ({"enum": ["a"]}, "choice"),
        ({"type": "array", "items": {"type": "string", "enum": ["a"]}}, "choices"),
        ({"type": "array", "items": {"type": "object", "properties": {}}}, "rows"),
    ],
)
def test_a_property_without_a_hint_gets_the_widget_of_its_type(schema: dict[str, Any], widget: str) -> None:
    assert definition.read({"properties": {"x": schema}}).fields["x"].widget == widget


def test_fields_that_no_page_names_come_last() -> None:
    form = definition.read({"properties": {"a": {}, "b": {}}, "ui": {"pages": [{"title": {"zh": "一"}, "fields": ["b"]}]}})
    assert [[one.name for one in page.fields] for page in form.pages] == [["b"], ["a"]]


@pytest.mark.parametrize(
    "ui",
    [
        {"fields": {"x": {"widget": "script"}}}, {"pages": [{"fields": ["nobody"]}]}, {"fields": {"ghost": {"widget": "text"}}},
        {"rules": [{"if": "=true", "field": "nobody", "message": {}}]},
    ],
)
def test_a_form_that_names_what_is_not_there_is_refused(ui: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        definition.read({"properties": {"x": {}}, "ui": ui})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_forms_are_read_whole(path: Any) -> None:
    raw = loads(path.read_text("utf-8"))
    form = definition.read(raw)
    assert set(raw["properties"]) <= set(form.fields)
    assert all(one.label["zh"] and one.label["en"] for one in form.fields.values())
