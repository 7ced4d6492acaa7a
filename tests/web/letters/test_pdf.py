"""A letter as PDF: what stands in it, its pages, its fonts, and that the same letter has the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.web.letters.sample import LETTER
from web.letters.pdf import Fonts, fonts, pdf


def test_a_pdf_says_everything_on_a4_and_numbers_its_pages() -> None:
    long = replace(LETTER, paragraphs=LETTER.paragraphs * 40)
    pages = PdfReader(io.BytesIO(pdf(long, fonts(None)))).pages
    said = "".join(page.extract_text() for page in pages)
    for text in (LETTER.number, "联合评审意见的函", "<b>&{{ 1 + 1 }}", "密码局", "2027年3月5日", "— 1 —", f"— {len(pages)} —"):
        assert text in said.replace("\n", "")
    assert len(pages) > 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def test_the_same_letter_has_the_same_bytes() -> None:
    assert pdf(LETTER, fonts(None)) == pdf(LETTER, fonts(None))


def test_without_a_folder_of_fonts_the_readers_own_are_used() -> None:
    assert fonts(None) == Fonts("STSong-Light", "STSong-Light")


@pytest.mark.parametrize("missing", ["body", "title"])
def test_a_missing_font_falls_back(tmp_path: Path, missing: str) -> None:
    assert getattr(fonts(tmp_path), missing) == "STSong-Light"
