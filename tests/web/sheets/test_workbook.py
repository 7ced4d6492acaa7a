"""A workbook of texts and numbers: no cell is a formula, whatever people typed."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from web.sheets import workbook


def cells(*values: object) -> Any:
    """The second row of a workbook with these values."""
    book = openpyxl.load_workbook(BytesIO(workbook.write("台账", ["名称"] * len(values), [values])))
    return book.worksheets[0][2]


@pytest.mark.parametrize("text", ["=1+1", "+86 555", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    cell = cells(text)[0]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_numbers_stay_numbers_and_control_characters_go() -> None:
    assert [cell.value for cell in cells(Decimal("12.5"), 3, None, True, "市\x00局")] == [12.5, 3, None, True, "市局"]


def test_a_value_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="list"):
        workbook.write("台账", ["名称"], [[["a"]]])
