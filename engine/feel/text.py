"""Values as text (FEEL's `string`) and as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.problems import FeelLimitExceeded
from engine.feel.scope import MAX_LIST, Run
from engine.feel.temporal import TEMPORAL, text_of
from engine.feel.values import Range, Value, kind
from engine.values import plain


def feel_text(run: Run, value: Value) -> str:
    """The text that `string(value)` gives; inside lists and contexts strings are quoted."""
    return str(value) if isinstance(value, str) else _literal(run, value)


def _literal(run: Run, value: Value) -> str:
    run.spend(8)
    found, text = kind(value), ""
    if found == "string":
        text = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    elif found == "list":
        text = "[" + ", ".join(_literal(run, item) for item in value) + "]"
    elif found == "context":
        text = "{" + ", ".join(f"{name}: {_literal(run, item)}" for name, item in value.items()) + "}"
    elif found == "range":
        text = _range_text(run, value)
    else:
        text = scalar_text(value)
    run.room_for_string(len(text))
    return text


def _range_text(run: Run, value: Range) -> str:
    start = "" if value.start is None else _literal(run, value.start)
    end = "" if value.end is None else _literal(run, value.end)
    return f"{'[' if value.start_included else '('}{start}..{end}{']' if value.end_included else ')'}"


def scalar_text(value: Value) -> str:
    """Text of null, a boolean, a number, a temporal value or a function."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal | int):
        return plain(Decimal(value))
    if kind(value) in TEMPORAL:
        return text_of(value)
    return "function"


def to_json(value: Value) -> Any:
    """The value as JSON data: whole numbers as int, others as Decimal, temporal values, ranges and functions as text.

    Zoned times are written with their offset (ISO 8601). Raises FeelLimitExceeded for a value of more than
    MAX_LIST parts, TypeError for what is no FEEL value.
    """
    return _Writer().data(value)


class _Writer:
    def __init__(self) -> None:
        self.left = MAX_LIST

    def data(self, value: Value, depth: int = 0) -> Any:
        self.left -= 1
        if self.left < 0 or depth > 100:
            raise FeelLimitExceeded("feel.limit", limit="result", allowed=MAX_LIST)
        found = kind(value)
        if found == "list":
            return [self.data(item, depth + 1) for item in value]
        if found == "context":
            return {str(name): self.data(item, depth + 1) for name, item in value.items()}
        if found == "number":
            return _number(value)
        if found == "range":
            return self._range(value)
        if found in TEMPORAL:
            return text_of(value, offset=True)
        return "function" if found == "function" else value

    def _range(self, value: Range) -> str:
        bounds = ["" if bound is None else str(self.data(bound)) for bound in (value.start, value.end)]
        return ("[" if value.start_included else "(") + "..".join(bounds) + ("]" if value.end_included else ")")


def _number(value: Decimal | int) -> Decimal | int:
    if isinstance(value, Decimal) and (value != value.to_integral_value() or value.adjusted() > 40):
        return value
    return int(value)
