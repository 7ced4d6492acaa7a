"""Templates: texts with merge fields, tables from lists, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from web.letters.letter import Table
from web.letters.template import BadTemplate, read, shown
from web.wiring import DOCUMENTS

DOCUMENT = {"kind": "D-22", "number": "淮数备〔2027〕3号", "title": "验收备案回执", "organ": "DATA", "at": "2027-03-04T17:00:00.000000Z",
            "data": {"project_no": "HA-1", "items": [{"content": "补齐密钥", "requirement": "三十日内"}]}}
CONTEXT = {"unit": {"name": "市交通运输局"}, "project": {"name": "信号协调"}, "amount": Decimal("320.50"), "filing": {"late": None}}


def letter(folder: Path, text: str) -> Any:
    (folder / "D-22.toml").write_text(text)
    return read(folder)["D-22"].letter(DOCUMENT, "市数据局", CONTEXT)


def test_merge_fields_see_the_document_the_case_and_its_registers(tmp_path: Path) -> None:
    made = letter(tmp_path, 'addressee = "{=unit.name}："\nparagraphs = ["{=project_no}《{=project.name}》{=amount}万元", "{=missing}"]\nclosing = "特此回执。"')
    assert (made.addressee, made.paragraphs, made.closing) == ("市交通运输局：", ("HA-1《信号协调》320.5万元",), "特此回执。")
    assert (made.organ, made.number, made.day) == ("市数据局", "淮数备〔2027〕3号", "2027年3月5日")


def test_a_table_has_a_row_for_each_item(tmp_path: Path) -> None:
    made = letter(tmp_path, 'paragraphs = []\n[[tables]]\ntitle = "事项"\ncolumns = ["序号", "事项"]\nrows = "=items"\ncells = ["=index", "=row.content"]\n'
                            '[[tables]]\ncolumns = ["空"]\nrows = "=nothing"\ncells = ["=row"]')
    assert made.tables == (Table(title="事项", columns=("序号", "事项"), rows=(("1", "补齐密钥"),)),)


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (True, "是"), ("2027-03-05", "2027年3月5日"), ("2027", "2027"), (["a", None, "b"], "a、b"), (Decimal("400.00"), "400"),
    ({"a": 1}, "a：1"), (7, "7"),
])
def test_values_are_written_as_letters_write_them(value: Any, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize("text", [
    "", "paragraphs = 1", "x = 1\nparagraphs = []", "[", 'paragraphs = ["{=1 +}"]',
    'paragraphs = []\n[[tables]]\ncolumns = ["a"]\nrows = "=x"\ncells = []',
])
def test_what_is_no_template_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadTemplate, match=r"document\.template"):
        letter(tmp_path, text)


@pytest.mark.parametrize("kind", sorted(read(DOCUMENTS)))
def test_every_shipped_template_makes_a_letter_even_of_nothing(kind: str) -> None:
    made = read(DOCUMENTS)[kind].letter({**DOCUMENT, "kind": kind, "data": {}}, "市数据局", {})
    assert made.paragraphs and "{=" not in repr(made)
