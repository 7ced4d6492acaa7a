"""The shared platform's export of a data catalogue (Excel) as the rows of the form, with an error for each cell that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from engine.errors import Invalid
from web.forms.definition import MOST_ROWS, Field, Form
from web.uploads import filetypes
from web.words import Language, words

MOST_MEGABYTES = 5
#: Unpacked bytes: the strings of a book are held in memory.
UNPACKED = 50_000_000
#: Field of the form -> sheet of the export.
SHEETS = {"catalogue_entries": "目录", "catalogue_items": "信息项"}
YES = {"是": True, "否": False}


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in a cell; `code` is a word of [sheet], `row` counts as Excel does (0: the sheet as a whole)."""

    sheet: str
    row: int
    column: str
    code: str
    value: str = ""


def told(error: CellError, language: Language) -> str:
    """The error as a sentence that names sheet, row and column and says what to do."""
    return words(f"sheet.{error.code}", language, sheet=error.sheet, row=error.row, column=error.column, value=error.value)


@dataclass(frozen=True, slots=True)
class Export:
    """The rows by field of the form, and all errors. Rows with an error are left out."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    errors: tuple[CellError, ...]


def read(name: str, content: bytes, form: Form) -> Export:
    """Read an export against the form `catalogue_entries`; headings are the form's Chinese labels, in any order.

    Nothing is computed: a cell with a formula is an error. Raises Invalid for what is too large, no Excel file, a bomb, or
    carries macros.
    """
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise Invalid("file.large", name=name, limit=MOST_MEGABYTES)
    filetypes.examine(name, content, ("xlsx",))
    if sum(entry.file_size for entry in ZipFile(BytesIO(content)).infolist()) > UNPACKED:
        raise Invalid("file.bomb", name=name)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = {field: list(_sheet(book, sheet, form.fields[field])) for field, sheet in SHEETS.items()}
    except (InvalidFileException, ParseError, KeyError, ValueError) as wrong:
        raise Invalid("file.broken", name=name) from wrong
    errors = tuple(one for parts in found.values() for one in parts if isinstance(one, CellError))
    return Export({field: [one for one in parts if not isinstance(one, CellError)] for field, parts in found.items()}, errors)


def _sheet(book: openpyxl.Workbook, name: str, asked: Field) -> Iterator[CellError | Mapping[str, Any]]:
    if name not in book.sheetnames:
        yield CellError(name, 0, "", "missing_sheet")
        return
    lines = book[name].iter_rows(max_row=MOST_ROWS + 2)
    heads = [str(cell.value or "").strip() for cell in next(lines, ())]
    columns = {column.label["zh"]: column for column in asked.columns}
    lacking = [label for label, column in columns.items() if column.required and label not in heads]
    yield from (CellError(name, 1, label, "missing_column") for label in lacking)
    if lacking:
        return
    for number, line in enumerate(lines, 2):
        cells = {head: cell for head, cell in zip(heads, line, strict=False) if head in columns and cell.value not in (None, "")}
        if number > MOST_ROWS + 1 and cells:
            yield CellError(name, number, "", "too_many_rows", str(MOST_ROWS))
            return
        if cells:
            yield from _row(name, number, cells, columns)


def _row(sheet: str, number: int, cells: Mapping[str, Any], columns: Mapping[str, Field]) -> Iterator[CellError | Mapping[str, Any]]:
    values: dict[str, Any] = {}
    errors = [CellError(sheet, number, label, "missing_value") for label, one in columns.items() if one.required and label not in cells]
    for label, cell in cells.items():
        column = columns[label]
        value, code = _value(cell, column)
        if code:
            errors.append(CellError(sheet, number, label, code, str(cell.value)[:100]))
        else:
            values[column.name.rpartition(".")[2]] = value
    if errors:
        yield from errors
    else:
        yield values


def _value(cell: Any, column: Field) -> tuple[Any, str]:
    """A cell's value for a column, and the code of what is wrong with it."""
    value = cell.value
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
        return None, "formula"
    if column.widget == "number":
        return (int(value), "") if isinstance(value, int | float) and value == int(value) else (None, "no_number")
    if column.widget == "yesno":
        return (YES[value], "") if value in YES else (None, "no_yes")
    text = value.isoformat()[:10] if isinstance(value, date | datetime) else str(value).strip()
    if column.options and text not in column.options:
        return None, "no_option"
    longest = column.schema.get("maxLength")
    return (text, "") if longest is None or len(text) <= longest else (None, "too_long")
