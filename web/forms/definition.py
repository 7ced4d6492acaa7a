"""A form as plain data, read from its JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from engine.errors import Invalid

Widget = Literal[
    "text", "textarea", "number", "money", "date", "datetime", "choice", "choices", "yesno", "person", "unit", "rows",
    "attachment", "readonly", "heading",
]
WIDGETS = frozenset(get_args(Widget))
#: `{"zh": …, "en": …}`
Texts = Mapping[str, str]
#: What a file may be when the form does not say.
TYPES = ("pdf", "ofd", "docx", "xlsx", "jpg", "png", "zip")
#: Rows of one table, files of one form.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `columns` are the questions of one row when the widget is `rows`."""

    name: str
    widget: Widget
    label: Texts
    schema: Mapping[str, Any]
    required: bool = False
    help: Texts = field(default_factory=dict)
    clause: str | None = None
    #: FEEL after `=`.
    show_if: str | None = None
    #: FEEL after `=`, else the literal value itself.
    default: Any = None
    #: `rows_field.column`: this amount is the sum of that column.
    total_of: str | None = None
    #: value -> label, in the order of the schema's `enum`.
    options: Mapping[str, Texts] = field(default_factory=dict)
    columns: tuple[Field, ...] = ()

    @property
    def asked(self) -> bool:
        """Does a person answer it?"""
        return self.widget not in ("readonly", "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One section of the form."""

    title: Texts
    fields: tuple[Field, ...]
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When `condition` (FEEL after `=`) is true, `message` stands at `field`."""

    condition: str
    field: str
    message: Texts
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One kind of material."""

    kind: str
    label: Texts
    required: bool = False
    types: tuple[str, ...] = TYPES
    clause: str | None = None
    #: FEEL after `=`: the material is asked for only then.
    show_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form; `schema` is the JSON Schema without the ui part."""

    id: str
    title: Texts
    schema: Mapping[str, Any]
    pages: tuple[Page, ...]
    fields: Mapping[str, Field]
    rules: tuple[Rule, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def read(definition: Mapping[str, Any]) -> Form:
    """The form of a definition in the format of the contracts. Raises Invalid("form.broken") naming what is wrong."""
    hints = definition.get("ui", {})
    schema = {name: part for name, part in definition.items() if name not in ("ui", "$id", "$schema", "title")}
    fields = _fields(schema, hints.get("fields", {}), "")
    return Form(
        id=str(definition.get("$id", "")),
        title=definition.get("title", {}),
        schema=schema,
        pages=_pages(hints, fields),
        fields=fields,
        rules=tuple(_rule(rule, fields) for rule in hints.get("rules", ())),
        attachments=tuple(_attachment(part) for part in hints.get("attachments", ())),
    )


def _fields(schema: Mapping[str, Any], hints: Mapping[str, Any], prefix: str) -> dict[str, Field]:
    """Fields in the order of the properties, then those that only the ui knows (headings, read-only values)."""
    properties = schema.get("properties", {})
    names = [*properties, *(name for name in hints if not prefix and "." not in name and name not in properties)]
    required = schema.get("required", ())
    return {name: _field(name, properties.get(name), hints, prefix, name in required) for name in names}


def _field(name: str, schema: Mapping[str, Any] | None, hints: Mapping[str, Any], prefix: str, required: bool) -> Field:
    hint = hints.get(prefix + name, {})
    given = hint.get("widget") or _widget(schema or {})
    if given not in WIDGETS:
        raise Invalid("form.broken", field=prefix + name, reason=f"widget {given}")
    widget = cast(Widget, given)
    if schema is None and widget not in ("readonly", "heading"):
        raise Invalid("form.broken", field=prefix + name, reason="no property")
    return Field(
        name=name, widget=widget, label=hint.get("label") or {"zh": name, "en": name}, schema=schema or {},
        required=required, help=hint.get("help", {}), clause=hint.get("clause"), show_if=hint.get("show_if"),
        default=hint.get("default", (schema or {}).get("default")), total_of=hint.get("total_of"),
        options=_options(schema or {}, hint),
        columns=_columns(name, schema or {}, hint, hints) if widget == "rows" else (),
    )


def _columns(
    name: str, schema: Mapping[str, Any], hint: Mapping[str, Any], hints: Mapping[str, Any]
) -> tuple[Field, ...]:
    """Hints of a column stand in the row field's `fields` or `columns`, or beside it as `rows_field.column`."""
    inner = hint.get("fields") or hint.get("columns") or {}
    near = {f"{name}.{column}": part for column, part in inner.items()} if isinstance(inner, Mapping) else {}
    return tuple(_fields(schema.get("items", {}), {**hints, **near}, f"{name}.").values())


def _widget(schema: Mapping[str, Any]) -> str:
    """The widget of a property whose hint names none."""
    kind = schema.get("type")
    if "enum" in schema:
        return "choice"
    if kind == "array":
        return "rows" if schema.get("items", {}).get("type") == "object" else "choices"
    by_format = {"date": "date", "date-time": "datetime"}
    by_type = {"boolean": "yesno", "number": "number", "integer": "number"}
    return by_format.get(schema.get("format", "")) or by_type.get(str(kind), "text")


def _options(schema: Mapping[str, Any], hint: Mapping[str, Any]) -> dict[str, Texts]:
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    labels = hint.get("options") or hint.get("labels") or {}
    if isinstance(labels, list):
        labels = {str(entry["value"]): entry["label"] for entry in labels}
    return {str(value): labels.get(str(value)) or {"zh": str(value), "en": str(value)} for value in values}


def _pages(hints: Mapping[str, Any], fields: Mapping[str, Field]) -> tuple[Page, ...]:
    drawn = hints.get("pages", ())
    pages = [(part.get("title", {}), part.get("help", {}), tuple(part.get("fields", ()))) for part in drawn]
    placed = {name for _, _, names in pages for name in names}
    rest = tuple(name for name in fields if name not in placed)
    if rest:
        pages.append(({}, {}, rest))
    unknown = sorted(placed - set(fields))
    if unknown:
        raise Invalid("form.broken", field=unknown[0], reason="no property")
    return tuple(
        Page(title=title, help=help, fields=tuple(fields[name] for name in names)) for title, help, names in pages
    )


def _rule(rule: Mapping[str, Any], fields: Mapping[str, Field]) -> Rule:
    name = rule.get("field", "")
    if name.split(".")[0] not in fields:
        raise Invalid("form.broken", field=name, reason="no property")
    return Rule(condition=rule["if"], field=name, message=rule["message"], clause=rule.get("clause"))


def _attachment(part: Mapping[str, Any]) -> Attachment:
    return Attachment(
        kind=part["kind"], label=part.get("label") or {"zh": part["kind"], "en": part["kind"]},
        required=part.get("required", False), types=tuple(part.get("types", TYPES)), clause=part.get("clause"),
        show_if=part.get("show_if"),
    )
