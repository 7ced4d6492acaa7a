"""A letter as a Word file: what stands in it, how it looks, and that the same letter has the same bytes."""

from __future__ import annotations

import io

import docx as word_files
from docx.shared import Mm

from tests.web.letters.sample import LETTER, LOOK
from web.letters.word import docx


def texts(content: bytes) -> list[str]:
    """Everything that a Word file says, paragraphs and cells."""
    document = word_files.Document(io.BytesIO(content))
    return [one.text for one in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_a_word_file_says_everything_and_takes_no_text_for_a_tag() -> None:
    said = texts(docx(LETTER, LOOK))
    for text in (LETTER.organ, LETTER.number, LETTER.title, *LETTER.paragraphs, LETTER.closing, LETTER.day, "密码局", "附件：1. 意见表"):
        assert text in said
    assert not [text for text in said if "{%" in text]


def test_a_word_file_has_the_margins_of_the_standard() -> None:
    section = word_files.Document(io.BytesIO(docx(LETTER, LOOK))).sections[0]
    assert [round(one / Mm(1)) for one in (section.top_margin, section.left_margin, section.page_width, section.page_height)] == [37, 28, 210, 297]


def test_the_same_letter_has_the_same_bytes() -> None:
    assert docx(LETTER, LOOK) == docx(LETTER, LOOK)
