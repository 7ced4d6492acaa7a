"""Hostile forms, made when they are needed: every function gives the bytes of one file."""

from __future__ import annotations

import json
from typing import Any

TITLE = {"zh": "表", "en": "Form"}
LABEL = {"label": {"zh": "字段", "en": "Field"}}


def form(properties: Any = None, **more: Any) -> bytes:
    """A form; every property has a label."""
    given = {"a": {"type": "string"}} if properties is None else properties
    fields = dict.fromkeys(given, LABEL) if isinstance(given, dict) else {}
    return json.dumps({
        "$id": "f", "title": TITLE, "type": "object", "properties": given, "ui": {"fields": fields}, **more
    }, ensure_ascii=False).encode()


def pattern(text: str) -> bytes:
    """A form with a pattern."""
    return form({"a": {"type": "string", "pattern": text}})


def asking(expression: str) -> bytes:
    """A form that shows a field under a condition."""
    return form(ui={"fields": {"a": {**LABEL, "show_if": expression}}})


def nested(levels: int) -> bytes:
    """A schema in a schema in a schema."""
    inner: Any = {}
    for _ in range(levels):
        inner = {"properties": {"a": inner}}
    return form({"a": inner})


def fields(count: int) -> bytes:
    """Many fields."""
    return form({f"f{n}": {"type": "string"} for n in range(count)})
