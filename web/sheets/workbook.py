"""Rows as an Excel workbook, written row by row; no cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from decimal import Decimal
from io import BytesIO
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: A spreadsheet takes a text that begins so for a formula when it is edited or saved as CSV.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
#: Characters of a cell (Excel's limit).
MOST = 32_767


def write(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The workbook with one sheet. Cells are None, bool, int, Decimal or text; anything else is an error of the caller."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    with closing(sheet):  # also when a row fails: its writer must not be left half open
        for row in chain((head,), rows):
            sheet.append([_cell(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        if value is not None and not isinstance(value, bool | int | Decimal):
            raise TypeError(f"a cell holds no {type(value).__name__}")
        return WriteOnlyCell(sheet, value)
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(DANGEROUS):
        cell.quotePrefix = True
    return cell
