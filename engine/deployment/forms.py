"""Forms under check: JSON Schema for the data, hints for the page, FEEL between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine import feel
from engine.deployment import form_schema
from engine.deployment import form_words as words
from engine.deployment.files import SourceFile
from engine.model import Fault
from engine.values import loads_from_outside

#: The closed list of widgets.
WIDGETS = (
    "text", "textarea", "number", "money", "date", "datetime", "choice", "choices", "yesno", "person", "unit", "rows",
    "attachment", "readonly", "heading",
)
#: Widgets that ask nothing: their fields need no property.
SHOWN_ONLY = ("readonly", "heading")
TYPES = ("string", "number", "integer", "boolean", "array", "object")
#: Bytes of one form.
MOST_BYTES = 500_000
#: Characters of a piece of text in a sentence.
MOST_SHOWN = 120

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}")


def definition(file: SourceFile) -> dict[str, Any]:
    """The form in a file. Raises ValueError with the reason when it is no JSON object."""
    if len(file.content) > MOST_BYTES:
        raise ValueError(f"{len(file.content)} > {MOST_BYTES} bytes")
    form = loads_from_outside(file.content)
    if not isinstance(form, dict):
        raise ValueError("no object")
    return form


def form_id(file: SourceFile) -> str | None:
    """The id that a form file defines; None when the file is too broken to have one."""
    try:
        found = definition(file).get("$id")
    except ValueError:
        return None
    return found if isinstance(found, str) and _ID.fullmatch(found) else None


def check(file: SourceFile) -> Iterator[Fault]:
    """Yields a fault for everything that would break the page or the checking of what is handed in."""
    try:
        form = definition(file)
    except ValueError as problem:
        yield words.MALFORMED.fault(file.name, reason=str(problem))
        return
    found = form.get("$id")
    if not isinstance(found, str) or not _ID.fullmatch(found):
        yield words.NO_ID.fault(file.name)
    shape = list(_shape(file.name, form))
    if shape:
        yield from shape
        return
    hints = form.get("ui", {})
    if not _has_chinese(form.get("title")):
        yield words.LABEL.fault(file.name, path="title")
    # What a form may hold is less than JSON Schema allows; the standard has its say about the rest.
    yield from list(_schema(file.name, form, "")) or form_schema.check(file.name, form)
    yield from _fields(file.name, form, hints.get("fields", {}))
    yield from _pages(file.name, form, hints)
    yield from _rules(file.name, form, hints)
    yield from _attachments(file.name, hints)


#: Path in the form -> what stands there: a JSON type, with its names in both languages.
_OBJECT = (dict, "对象", "an object")
_LIST = (list, "列表", "a list")
_TEXT = (str, "文字", "text")
_SHAPES: Mapping[str, tuple[type, str, str]] = {
    "properties": _OBJECT, "required": _LIST, "ui": _OBJECT, "ui.pages": _LIST, "ui.fields": _OBJECT, "ui.rules": _LIST,
    "ui.attachments": _LIST, "properties.*": _OBJECT, "ui.pages.*": _OBJECT, "ui.fields.*": _OBJECT, "ui.rules.*": _OBJECT,
    "ui.attachments.*": _OBJECT, "ui.pages.*.fields": _LIST,
    "required.*": _TEXT, "ui.pages.*.fields.*": _TEXT, "ui.fields.*.widget": _TEXT, "ui.fields.*.total_of": _TEXT,
    "ui.rules.*.field": _TEXT, "properties.*.items.required.*": _TEXT,
}


def _shape(file: str, form: Mapping[str, Any]) -> Iterator[Fault]:
    for path, (wanted, zh, en) in _SHAPES.items():
        for place, value in _at(form, path.split("."), ()):
            if not isinstance(value, wanted):
                yield words.SHAPE.fault(file, place, path=place, wanted=zh, wanted_en=en)


def _at(value: Any, steps: list[str], place: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Every value that a path with `*` leads to, with its own path. Nothing where the way is missing or of another type."""
    if not steps:
        yield ".".join(place), value
    elif steps[0] == "*" and isinstance(value, dict | list):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _at(item, steps[1:], (*place, str(name)))
    elif isinstance(value, dict) and steps[0] in value:
        yield from _at(value[steps[0]], steps[1:], (*place, steps[0]))


def _schema(file: str, schema: Mapping[str, Any], prefix: str) -> Iterator[Fault]:
    """The properties of a form, and those of the rows inside it."""
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in properties:
            yield words.REQUIRED.fault(file, f"{prefix}{name}", field=f"{prefix}{name}")
    for name, part in properties.items():
        path, kind = prefix + name, part.get("type", "string")
        if kind not in TYPES:
            yield words.PROPERTY_TYPE.fault(file, path, field=path, type=kind)
        rows = part.get("items")
        if isinstance(rows, dict) and rows.get("type") == "object" and not prefix:
            broken = list(_shape(file, {name: rows[name] for name in ("properties", "required") if name in rows}))
            yield from broken or _schema(file, rows, f"{name}.")


def _names(form: Mapping[str, Any]) -> set[str]:
    """Every field: properties, columns as `rows.column`, and what the hints only show."""
    properties = form.get("properties", {})
    columns = {
        f"{name}.{column}"
        for name, part in properties.items()
        if isinstance(part.get("items"), dict) and isinstance(part["items"].get("properties"), dict)
        for column in part["items"]["properties"]
    }
    hints = form.get("ui", {}).get("fields", {})
    return {*properties, *columns, *(name for name, hint in hints.items() if hint.get("widget") in SHOWN_ONLY)}


def _fields(file: str, form: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Fault]:
    names = _names(form)
    for name, hint in hints.items():
        widget = hint.get("widget", "text")
        if widget not in WIDGETS:
            yield words.WIDGET.fault(file, name, field=name, widget=widget, known=", ".join(WIDGETS))
        elif name not in names:
            yield words.FIELD.fault(file, name, path="ui.fields", field=name)
        yield from _condition(file, f"ui.fields.{name}.show_if", hint.get("show_if"))
        yield from _value(file, f"ui.fields.{name}.default", hint.get("default"))
        total = hint.get("total_of")
        if total is not None and ("." not in str(total) or total not in names):
            yield words.TOTAL.fault(file, name, field=name, column=total)
    for name in (name for name in names if "." not in name):
        if not _has_chinese(hints.get(name, {}).get("label")):
            yield words.LABEL.fault(file, name, path=name)


def _pages(file: str, form: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Fault]:
    names = _names(form)
    for place, page in enumerate(hints.get("pages", ())):
        if not _has_chinese(page.get("title")):
            yield words.LABEL.fault(file, path=f"ui.pages.{place}.title")
        for name in page.get("fields", ()):
            if name not in names:
                yield words.FIELD.fault(file, str(name), path=f"ui.pages.{place}", field=name)


def _rules(file: str, form: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Fault]:
    names = _names(form)
    for place, rule in enumerate(hints.get("rules", ())):
        path = f"ui.rules.{place}"
        yield from _condition(file, f"{path}.if", rule.get("if", ""))
        if rule.get("field") not in names:
            yield words.FIELD.fault(file, path=path, field=rule.get("field"))
        if not _has_chinese(rule.get("message")):
            yield words.LABEL.fault(file, path=f"{path}.message")


def _attachments(file: str, hints: Mapping[str, Any]) -> Iterator[Fault]:
    for place, part in enumerate(hints.get("attachments", ())):
        path = f"ui.attachments.{place}"
        if not isinstance(part.get("kind"), str):
            yield words.SHAPE.fault(file, path=f"{path}.kind", wanted="文字", wanted_en="text")
        if not _has_chinese(part.get("label")):
            yield words.LABEL.fault(file, path=f"{path}.label")
        yield from _condition(file, f"{path}.show_if", part.get("show_if"))


def _condition(file: str, path: str, text: Any) -> Iterator[Fault]:
    """A condition is an expression; None is no condition."""
    if text is not None and not (isinstance(text, str) and feel.is_expression(text)):
        yield words.NOT_EXPRESSION.fault(file, path=path, text=str(text)[:MOST_SHOWN])
    else:
        yield from _value(file, path, text)


def _value(file: str, path: str, text: Any) -> Iterator[Fault]:
    """A literal, or an expression that compiles."""
    if isinstance(text, str) and feel.is_expression(text):
        try:
            feel.compile_value(text)
        except feel.FeelSyntaxError as problem:
            yield words.EXPRESSION.fault(file, path=path, text=text[:MOST_SHOWN], **feel.explain(problem))


def _has_chinese(texts: Any) -> bool:
    return isinstance(texts, str) or (isinstance(texts, dict) and bool(str(texts.get("zh") or "").strip()))
