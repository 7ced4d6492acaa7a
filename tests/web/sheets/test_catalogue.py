"""An export becomes the form's rows; every wrong cell is named, and nothing is computed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.errors import Invalid
from web.forms import definition
from web.forms.definition import Form
from web.sheets import catalogue
from web.sheets.catalogue import CellError, told

PATH = Path(__file__).parents[3] / "bpmn" / "data_catalog" / "forms" / "catalogue_entries.json"
HEADS = ["名称", "摘要", "格式", "共享类型", "共享方式", "开放属性", "更新周期", "备注"]
ENTRY = ["路口流量", "每五分钟的车流量", "数据库", "无条件共享", "接口", "不予开放", "实时", "不读的列"]
ITEM_HEADS, ITEM = ["所属目录", "信息项名称", "数据类型", "长度", "主键"], ["路口流量", "车流量", "数值", 8, "否"]


@pytest.fixture(scope="module")
def form() -> Form:
    return definition.read(json.loads(PATH.read_text("utf-8")))


def book(entries: Sequence[Sequence[Any]] = (ENTRY,), items: Sequence[Sequence[Any]] = (ITEM,), heads: Sequence[str] = HEADS) -> bytes:
    made = openpyxl.Workbook()
    first = made.active
    first.title = "目录"
    second = made.create_sheet("信息项")
    for line in (heads, *entries):
        first.append(line)
    for line in (ITEM_HEADS, *items):
        second.append(line)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_good_export(form: Form) -> None:
    read = catalogue.read("目录.xlsx", book(), form)
    assert read.errors == ()
    assert read.rows["catalogue_entries"] == [{
        "name": "路口流量", "summary": "每五分钟的车流量", "format": "数据库", "share_type": "无条件共享", "share_mode": "接口",
        "open_attribute": "不予开放", "cycle": "实时",
    }]
    assert read.rows["catalogue_items"] == [{"entry": "路口流量", "item": "车流量", "type": "数值", "length": 8, "key": False}]


def test_columns_come_in_any_order(form: Form) -> None:
    read = catalogue.read("目录.xlsx", book([ENTRY[::-1]], heads=HEADS[::-1]), form)
    assert read.rows["catalogue_entries"][0]["name"] == "路口流量"


@pytest.mark.parametrize(("line", "error"), [
    ([None, *ITEM[1:]], ("所属目录", "missing_value")),
    ([*ITEM[:2], "浮点", *ITEM[3:]], ("数据类型", "no_option")),
    ([*ITEM[:3], "八", "否"], ("长度", "no_number")),
    ([*ITEM[:3], 8.5, "否"], ("长度", "no_number")),
    ([*ITEM[:3], "=1+7", "否"], ("长度", "formula")),
    (['=HYPERLINK("http://x")', *ITEM[1:]], ("所属目录", "formula")),
    ([*ITEM[:4], "也许"], ("主键", "no_yes")),
    ([ITEM[0], "长" * 101, *ITEM[2:]], ("信息项名称", "too_long")),
])
def test_one_wrong_cell_is_named_and_its_row_left_out(form: Form, line: list[Any], error: tuple[str, str]) -> None:
    read = catalogue.read("目录.xlsx", book(items=[ITEM, line]), form)
    assert [(one.row, one.column, one.code) for one in read.errors] == [(3, *error)]
    assert len(read.rows["catalogue_items"]) == 1


def test_a_missing_column_is_named_once(form: Form) -> None:
    read = catalogue.read("目录.xlsx", book([ENTRY[1:]], heads=HEADS[1:]), form)
    assert read.errors == (CellError("目录", 1, "名称", "missing_column"),)
    assert told(read.errors[0], "zh") == "“目录”没有“名称”列，请补上这一列。"


def test_a_missing_sheet_and_too_many_rows(form: Form) -> None:
    other = io.BytesIO()
    openpyxl.Workbook().save(other)
    assert [one.code for one in catalogue.read("a.xlsx", other.getvalue(), form).errors] == ["missing_sheet"] * 2
    many = catalogue.read("a.xlsx", book(items=[ITEM] * 201), form)
    assert [one.code for one in many.errors] == ["too_many_rows"]
    assert len(many.rows["catalogue_items"]) == 200


def bomb() -> bytes:
    """A book whose strings unpack to more than anybody compiles by hand."""
    kept = io.BytesIO(book())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", bytes(range(256)) * 220_000)
    return kept.getvalue()


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.xls", b"x", "file.type"), ("a.xlsx", b"x", "file.disguised"), ("a.xlsx", b"x" * 5_000_001, "file.large"),
    ("a.xlsx", bomb(), "file.bomb"),
])
def test_what_is_no_book_to_be_read(form: Form, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid, match=code.replace(".", r"\.")):
        catalogue.read(name, content, form)
