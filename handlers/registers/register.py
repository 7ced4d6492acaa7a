"""What a register is: a named table whose fields know their kind, so that no row ever holds what its readers do not expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import Boolean, CheckConstraint, Column, Dialect, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from engine.errors import Invalid
from engine.values import Json, dumps, loads

#: text; day (ISO date text); number (whole); money (万元, exact); yes (boolean); list (JSON); flags (a set of words).
Kind = Literal["text", "day", "number", "money", "yes", "list", "flags"]


class JsonText(TypeDecorator[Json]):
    """JSON as the engine writes it: nothing is lost on the way, in any database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:
        """From the database."""
        return None if value is None else loads(value)


COLUMN_TYPES: Mapping[Kind, Callable[[], TypeEngine[Any]]] = {
    "text": Text, "day": Text, "number": Integer, "money": JsonText, "yes": Boolean, "list": JsonText, "flags": JsonText,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: what it holds and what people call it. `words` closes a text or the flags to these."""

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False
    words: tuple[str, ...] = ()

    def accepts(self, value: Json) -> bool:
        """Whether the value may stand in this field."""
        if value is None:
            return not self.required
        return ACCEPTS[self.kind](value) and (not self.words or set(_listed(value)) <= set(self.words))


def _listed(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _is_day(value: Json) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


ACCEPTS: Mapping[Kind, Callable[[Json], bool]] = {
    "text": lambda value: isinstance(value, str),
    "day": _is_day,
    "number": _is_whole,
    "money": lambda value: isinstance(value, int | Decimal) and not isinstance(value, bool),
    "yes": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list | tuple | Mapping),
    "flags": lambda value: isinstance(value, list | tuple) and all(isinstance(flag, str) for flag in value),
}


@dataclass(frozen=True)
class Register:
    """A ledger; `key` names the field that identifies a row; `indexed` are the fields that rows are looked up by."""

    name: str
    zh: str
    en: str
    key: str
    fields: tuple[Field, ...]
    metadata: MetaData
    indexed: tuple[str, ...] = ()
    #: Names people who must stay unknown (experts before their meeting): only for those who see every case.
    closed: bool = False

    def __post_init__(self) -> None:
        self.table  # noqa: B018 - the table enters the metadata when its register is defined

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def table(self) -> Table:
        """The table; without foreign keys, because a rebuild brings rows in the order of the history."""
        name = f"register_{self.name}"
        indexes = [Index(f"{name}_by_{field}", field) for field in self.indexed]
        words = [_words(name, field) for field in self.fields if field.words and field.kind == "text"]
        return Table(name, self.metadata, *(_column(field, self.key) for field in self.fields), *words, *indexes)

    def check(self, fields: Mapping[str, Json]) -> None:
        """Raise Invalid when a field is unknown or its value is not what the register holds."""
        unknown = sorted(set(fields) - set(self.by_name))
        if unknown:
            raise Invalid("register.unknown_field", register=self.name, fields=unknown, known=sorted(self.by_name))
        for name, value in fields.items():
            if not self.by_name[name].accepts(value):
                raise Invalid("register.bad_value", register=self.name, field=name, value=value, kind=self.by_name[name].kind)


def _column(field: Field, key: str) -> Column[Any]:
    is_key = field.name == key
    return Column(field.name, COLUMN_TYPES[field.kind](), primary_key=is_key, nullable=not (is_key or field.required))


def _words(table: str, field: Field) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in field.words)
    return CheckConstraint(f"{field.name} IN ({listed})", name=f"{table}_{field.name}_word")
