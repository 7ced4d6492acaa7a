"""From typed text to values: Decimal for money, ISO text for dates, booleans for yes and no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.values import ZONE
from web.forms.definition import Field, Form
from web.forms.typed import Typed


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong field: `path` as posted (`items.0.amount`), and a word code with its data or the rule's own texts."""

    path: str
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    message: Mapping[str, str] | None = None
    clause: str | None = None


class _Wrong(Exception):
    """The text is not a value of its kind; carries the word code."""


_NUMBER = re.compile(r"^[+-]?\d{1,15}(\.\d{1,10})?$")
_DATE = re.compile(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$")


def number(text: str) -> Decimal:
    """`1,234.5`, `１２３４．５` and `1 234.5` alike. Raises ValueError when it is no number."""
    bare = re.sub(r"[,，\s]", "", unicodedata.normalize("NFKC", text))
    if not _NUMBER.match(bare):
        raise ValueError(text)
    try:
        return Decimal(bare)
    except InvalidOperation as broken:
        raise ValueError(text) from broken


def _number(text: str, asked: Field) -> Any:
    try:
        value = number(text)
    except ValueError as broken:
        raise _Wrong("not_money" if asked.widget == "money" else "not_number") from broken
    if asked.widget == "money" and value != value.quantize(Decimal("0.01")):
        raise _Wrong("money_places")
    if asked.schema.get("type") == "integer":
        if value != value.to_integral_value():
            raise _Wrong("not_integer")
        return int(value)
    return value


def _date(text: str, asked: Field) -> str:
    parts = _DATE.match(unicodedata.normalize("NFKC", text))
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3])).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError as broken:
        raise _Wrong("not_date") from broken


def _datetime(text: str, asked: Field) -> str:
    try:
        value = datetime.fromisoformat(text)
    except ValueError as broken:
        raise _Wrong("not_datetime") from broken
    return (value if value.tzinfo else value.replace(tzinfo=ZONE)).isoformat()


def _yes_no(text: str, asked: Field) -> bool:
    if text not in ("true", "false"):
        raise _Wrong("not_listed")
    return text == "true"


def _choice(text: str, asked: Field) -> Any:
    """The enum's own value (it may be a number), matched by its text."""
    for value in asked.schema.get("enum", ()):
        if str(value) == text:
            return value
    if asked.schema.get("enum"):
        raise _Wrong("not_listed")
    return text


def _text(text: str, asked: Field) -> str:
    return text


_BY_WIDGET: Mapping[str, Callable[[str, Field], Any]] = {
    "number": _number, "money": _number, "date": _date, "datetime": _datetime, "yesno": _yes_no, "choice": _choice,
}


def values(form: Form, typed: Typed) -> tuple[dict[str, Any], list[Problem]]:
    """The values of all typed fields (blank ones are absent) and the fields that could not be read."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for asked in form.fields.values():
        if not asked.asked:
            continue
        if asked.widget == "rows":
            rows = [_row(asked, row, at, problems) for at, row in enumerate(typed.get(asked.name) or ())]
            if rows:
                found[asked.name] = rows
        else:
            _put(found, asked, typed.get(asked.name), asked.name, problems)
    return found, problems


def _row(rows: Field, typed: Mapping[str, Any], at: int, problems: list[Problem]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in rows.columns:
        _put(row, column, typed.get(column.name), f"{rows.name}.{at}.{column.name}", problems)
    return row


def _put(into: dict[str, Any], asked: Field, text: Any, path: str, problems: list[Problem]) -> None:
    if isinstance(text, list):
        if text:
            into[asked.name] = list(text)
        return
    if text is None or not str(text).strip():
        return
    try:
        into[asked.name] = _BY_WIDGET.get(asked.widget, _text)(str(text).strip(), asked)
    except _Wrong as wrong:
        problems.append(Problem(path, str(wrong)))
