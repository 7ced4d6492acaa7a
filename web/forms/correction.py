"""Correcting variables by hand: what they are is shown as text, what is typed is read back as the same kind of value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Protocol, get_args

from engine.errors import Conflict, Invalid
from engine.values import dumps, loads
from web.forms import parse

Kind = Literal["text", "number", "yesno", "json"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Longest text of one value, and most values of one form.
LONGEST, MOST = 20_000, 200
_NAME = re.compile(r"[^\W\d]\w{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One variable as the page offers it."""

    name: str
    kind: Kind
    text: str


class Posted(Protocol):
    """The part of a multi-dictionary that is read."""

    def get(self, key: str, default: str, /) -> str: ...
    def getlist(self, key: str, /) -> list[str]: ...


def entries(variables: Mapping[str, Any], first: str = "") -> list[Entry]:
    """The variables by name; those that the text `first` (an expression) names stand first."""
    found = [Entry(name=name, kind=kind_of(value), text=text_of(value)) for name, value in variables.items()]
    return sorted(found, key=lambda entry: (not named(entry.name, first), entry.name))[:MOST]


def named(name: str, expression: str) -> bool:
    """Does the expression name this variable?"""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", expression) is not None


def kind_of(value: Any) -> Kind:
    """How a value is typed."""
    if isinstance(value, bool):
        return "yesno"
    if isinstance(value, int | Decimal):
        return "number"
    return "text" if isinstance(value, str) else "json"


def text_of(value: Any) -> str:
    """A value as it stands in its field."""
    return value if isinstance(value, str) else dumps(value)


def changed(posted: Posted, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What a correction form changes: known variables whose text differs, and one more that is not known yet.

    Raises Conflict when a variable is not what the page showed, Invalid for what cannot be read and when nothing changes.
    """
    found: dict[str, Any] = {}
    for entry in entries(variables):
        text, kind = _line(posted.get(f"new.{entry.name}", entry.text)), posted.get(f"kind.{entry.name}", entry.kind)
        shown = _line(posted.get(f"old.{entry.name}", entry.text))
        if (text, kind) == (shown, entry.kind):
            continue
        if shown != _line(entry.text):
            raise Conflict("correction.stale", name=entry.name)
        found[entry.name] = value_of(entry.name, kind, text)
    found.update(rows(posted))
    if not found:
        raise Invalid("correction.nothing")
    return found


def rows(posted: Posted) -> dict[str, Any]:
    """Variables typed as rows of name, kind and value; rows without a name or a value are empty. Raises Invalid."""
    lines: Sequence[tuple[str, str, str]] = list(zip(
        posted.getlist("name")[:MOST], posted.getlist("kind")[:MOST], posted.getlist("value")[:MOST], strict=False
    ))
    found = {}
    for name, kind, text in lines:
        if name.strip() and text.strip():
            if not _NAME.fullmatch(name.strip()):
                raise Invalid("correction.name", name=name.strip()[:100])
            found[name.strip()] = value_of(name.strip(), kind, _line(text))
    return found


def value_of(name: str, kind: str, text: str) -> Any:
    """The value in a text. Raises Invalid("correction.value")."""
    try:
        if len(text) > LONGEST:
            raise ValueError(len(text))
        if kind == "text":
            return text
        if kind == "number":
            return parse.number(text)
        value = loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("correction.value", name=name, value=text[:100]) from error
    if kind not in KINDS or (kind == "yesno" and not isinstance(value, bool)):
        raise Invalid("correction.value", name=name, value=text[:100])
    return value


def _line(text: str) -> str:
    return text.replace("\r\n", "\n")
