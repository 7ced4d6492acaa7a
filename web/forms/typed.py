"""What a person typed, as text, before anybody judges it: collected from a request, kept in drafts, shown again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from engine.values import plain
from web.forms.definition import MOST_ROWS, Field, Form

#: Field name -> text; choices -> list of texts; rows -> list of {column: text}.
Typed = dict[str, Any]
#: Names in a request that are no answers.
CONTROLS = frozenset({"csrf", "once", "version", "action", "add_row", "remove_row", "remove_file"})
#: Longer texts are cut before they are stored anywhere.
LONGEST = 20_000
_CELL = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*)\.(\d{1,6})\.([A-Za-z_][A-Za-z0-9_]*)$")


class Posted(Protocol):
    """The part of a multi-dictionary that is read."""

    def keys(self) -> Iterable[str]: ...
    def getlist(self, key: str) -> list[str]: ...


def collect(form: Form, posted: Posted) -> tuple[Typed, list[str]]:
    """What was typed into the form's own fields, and the names that the form does not list (default deny)."""
    typed: Typed = {}
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    strangers: list[str] = []
    for name in posted.keys():
        cell = _CELL.match(name)
        if cell and _column(form, cell[1], cell[3]):
            column = _column(form, cell[1], cell[3])
            rows.setdefault(cell[1], {}).setdefault(int(cell[2]), {})[cell[3]] = _text(column, posted.getlist(name))
        elif name in form.fields and form.fields[name].asked and form.fields[name].widget != "rows":
            typed[name] = _text(form.fields[name], posted.getlist(name))
        elif name not in CONTROLS:
            strangers.append(name)
    for field in form.fields.values():
        if field.widget == "rows":
            typed[field.name] = _lines(rows.get(field.name, {}))
    return typed, sorted(strangers)


def _column(form: Form, rows: str, name: str) -> Field | None:
    field = form.fields.get(rows)
    if field is None or field.widget != "rows":
        return None
    return next((column for column in field.columns if column.name == name and column.asked), None)


def _text(field: Field | None, texts: list[str]) -> Any:
    if field is not None and field.widget == "choices":
        return [text[:LONGEST] for text in texts if text]
    return texts[-1].replace("\r\n", "\n")[:LONGEST] if texts else ""


def _lines(by_number: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the order of their numbers, without those that nobody filled in."""
    ordered = [dict(by_number[number]) for number in sorted(by_number)[:MOST_ROWS]]
    return [row for row in ordered if any(row.values())]


def from_values(form: Form, values: Mapping[str, Any]) -> Typed:
    """Stored values as a person would have typed them."""
    return {name: text_of(field, values[name]) for name, field in form.fields.items() if values.get(name) is not None}


def text_of(field: Field, value: Any) -> Any:
    """One stored value as typed text (a list for choices and rows)."""
    if field.widget == "rows":
        rows = value if isinstance(value, list) else []
        return [_row_texts(field.columns, row) for row in rows if isinstance(row, Mapping)]
    if field.widget == "choices":
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if field.widget == "datetime":
        return str(value)[:16]
    return str(value)


def _row_texts(columns: Iterable[Field], row: Mapping[str, Any]) -> dict[str, Any]:
    return {one.name: text_of(one, row[one.name]) for one in columns if row.get(one.name) is not None}
