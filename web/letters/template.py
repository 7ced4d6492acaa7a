"""Templates of documents: one TOML file a kind, whose texts hold merge fields in FEEL, `{=project.name}`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine import feel
from engine.errors import EngineError
from engine.values import ZONE, from_utc, plain
from web.letters.letter import Letter, Table

#: Of a kind that has no template of its own.
DEFAULT = "default"
#: Rows of one table in a letter.
MOST_ROWS = 500
_FIELD = re.compile(r"\{=([^{}]*)\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KNOWN = {"addressee", "paragraphs", "tables", "closing", "annexes"}


class BadTemplate(EngineError):
    """A template of a document cannot be used: `kind`, `problem`."""

    status = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a kind of document says; `digest` names the text that it was read from."""

    kind: str
    digest: str
    paragraphs: Sequence[str]
    addressee: str = ""
    tables: Sequence[Mapping[str, Any]] = ()
    closing: str = ""
    annexes: Sequence[str] = ()

    def letter(self, document: Mapping[str, Any], organ: str, context: Mapping[str, Any]) -> Letter:
        """The letter of an issued document. Raises BadTemplate when a merge field has no sound expression."""
        at = from_utc(document["at"]).astimezone(ZONE)
        known = {**context, **(document["data"] or {}), "number": document["number"], "title": document["title"]}

        def merged(text: str) -> str:
            return _FIELD.sub(lambda found: shown(self._value(found[1], known, at)), text)

        tables = tuple(self._table(table, known, at) for table in self.tables)
        return Letter(
            organ=organ, number=document["number"], title=document["title"], addressee=merged(self.addressee),
            paragraphs=tuple(filter(None, map(merged, self.paragraphs))), tables=tuple(table for table in tables if table.rows),
            closing=merged(self.closing), annexes=tuple(filter(None, map(merged, self.annexes))), signature=organ,
            day=shown(at.date()),
        )

    def _table(self, table: Mapping[str, Any], known: Mapping[str, Any], at: datetime) -> Table:
        items = self._value(str(table["rows"]).removeprefix("="), known, at)
        rows = items if isinstance(items, list) else []
        cells = [str(cell).removeprefix("=") for cell in table["cells"]]
        return Table(
            title=str(table.get("title", "")), columns=tuple(map(str, table["columns"])),
            rows=tuple(
                tuple(shown(self._value(cell, {**known, "row": row, "index": index}, at)) for cell in cells)
                for index, row in enumerate(rows[:MOST_ROWS], start=1)
            ),
        )

    def _value(self, expression: str, known: Mapping[str, Any], at: datetime) -> Any:
        try:
            return feel.to_json(feel.compile_value(f"={expression}").evaluate(known, now=at))
        except EngineError as error:
            raise BadTemplate("document.template", kind=self.kind, problem=f"{expression}: {error.code}") from error


def read(folder: Path) -> dict[str, Template]:
    """The templates of a folder by kind. Raises BadTemplate for a file that is none."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Template:
    content = path.read_bytes()
    try:
        given = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadTemplate("document.template", kind=path.stem, problem=str(error)) from error
    unknown = sorted(set(given) - _KNOWN)
    if unknown or not isinstance(given.get("paragraphs"), list):
        raise BadTemplate("document.template", kind=path.stem, problem=f"paragraphs, {', '.join(unknown) or '-'}")
    for table in given.get("tables", ()):
        if not {"columns", "rows", "cells"} <= set(table) or len(table["columns"]) != len(table["cells"]):
            raise BadTemplate("document.template", kind=path.stem, problem="tables: columns, rows, cells")
    return Template(kind=path.stem, digest=digest(content), **given)


def digest(content: bytes) -> str:
    """SHA-256 of a template's bytes."""
    return hashlib.sha256(content).hexdigest()


def shown(value: Any) -> str:
    """A value as a letter writes it: days in Chinese, amounts without needless zeros, lists with 、."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, str):
        return shown(date.fromisoformat(value)) if _DAY.fullmatch(value) else value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, list):
        return "、".join(filter(None, map(shown, value)))
    if isinstance(value, Mapping):
        return "；".join(f"{name}：{shown(item)}" for name, item in value.items())
    return str(value)
