"""Correcting by hand: what is typed becomes the kind of value that was chosen, and nothing that was not changed is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from engine.errors import Conflict, Invalid
from web.forms import correction

VARIABLES = {"amount": Decimal("1.50"), "who": "李红", "done": False, "items": ["a"], "none": None}


def posted(**changes: str) -> MultiDict[str, str]:
    """The form as it is shown, with some values changed (`new__amount` is `new.amount`)."""
    fields: dict[str, str] = {}
    for entry in correction.entries(VARIABLES):
        fields |= {f"new.{entry.name}": entry.text, f"old.{entry.name}": entry.text, f"kind.{entry.name}": entry.kind}
    return MultiDict({**fields, **{name.replace("__", "."): text for name, text in changes.items()}})


def test_variables_that_the_expression_names_stand_first() -> None:
    assert [entry.name for entry in correction.entries(VARIABLES, "=who = whose and not(done)")] == ["done", "who", "amount", "items", "none"]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"new__amount": "12.5"}, {"amount": Decimal("12.5")}),
        ({"new__who": "a\r\nb"}, {"who": "a\nb"}),
        ({"new__done": "true"}, {"done": True}),
        ({"new__items": '["a", 2]'}, {"items": ["a", 2]}),
        ({"new__none": "HA-1", "kind__none": "text"}, {"none": "HA-1"}),
        ({"kind__amount": "text"}, {"amount": "1.5"}),
        ({"name": " 编号 ", "kind": "number", "value": "3"}, {"编号": 3}),
    ],
)
def test_what_differs_is_read_as_its_kind(changes: dict[str, str], wanted: dict[str, Any]) -> None:
    assert correction.changed(posted(**changes), VARIABLES) == wanted


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "correction.nothing"), ({"new__amount": "many"}, "correction.value"), ({"new__done": "1"}, "correction.value"),
        ({"new__items": "[" * 100_000}, "correction.value"), ({"new__items": "[NaN]"}, "correction.value"),
        ({"new__who": "x", "kind__who": "python"}, "correction.value"),
        ({"name": "1st", "kind": "text", "value": "x"}, "correction.name"),
        ({"name": "a.b", "kind": "text", "value": "x"}, "correction.name"),
    ],
)
def test_what_cannot_be_read_is_refused(changes: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        correction.changed(posted(**changes), VARIABLES)


def test_what_somebody_else_changed_meanwhile_is_looked_at_first() -> None:
    with pytest.raises(Conflict, match="stale"):
        correction.changed(posted(new__amount="3", old__amount="1"), VARIABLES)
