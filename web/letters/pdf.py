"""Letters as PDF in the look of GB/T 9704-2012: A4, 156 mm by 225 mm of text, red head, body of size three."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import black, red
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, HRFlowable, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from web.letters.letter import Letter, Table

#: Distance of the text from the upper and left edge; its size (GB/T 9704-2012, 5.2).
TOP, LEFT, WIDTH, HEIGHT = 37 * mm, 28 * mm, 156 * mm, 225 * mm
#: Sizes in points: 初号 of the head is reduced to fit, 二号 title, 三号 body, 四号 page number; 22 lines on a page.
HEAD, TITLE, BODY, PAGE = 32, 22, 16, 14
LEADING = HEIGHT / 22
#: Known to every reader of PDF, embedded in none: what is used when the house has no fonts of its own.
FALLBACK = "STSong-Light"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Names of the fonts of the body (仿宋) and of the title (小标宋), as registered."""

    body: str = FALLBACK
    title: str = FALLBACK


def fonts(folder: Path | None) -> Fonts:
    """The fonts `body.ttf` and `title.ttf` of a folder; what is missing falls back to the reader's own Chinese font."""
    pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
    found = {}
    for part in ("body", "title"):
        path = folder / f"{part}.ttf" if folder else None
        if path is not None and path.is_file():
            pdfmetrics.registerFont(TTFont(f"chengxu-{part}", str(path)))
            found[part] = f"chengxu-{part}"
    return Fonts(**found)


def pdf(letter: Letter, used: Fonts) -> bytes:
    """The letter's bytes: the same for the same letter and fonts."""
    written = io.BytesIO()
    document = BaseDocTemplate(
        written, pagesize=A4, invariant=1, title=letter.title, author=letter.organ, subject=letter.number,
    )
    frame = Frame(LEFT, A4[1] - TOP - HEIGHT, WIDTH, HEIGHT, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _: _number(canvas, used)))
    document.build(_flow(letter, used))
    return written.getvalue()


def _flow(letter: Letter, used: Fonts) -> list[Flowable]:
    body = ParagraphStyle("body", fontName=used.body, fontSize=BODY, leading=LEADING, firstLineIndent=2 * BODY, wordWrap="CJK")
    plain = ParagraphStyle("plain", body, firstLineIndent=0)
    right = ParagraphStyle("right", plain, alignment=TA_RIGHT, rightIndent=4 * BODY)
    centred = ParagraphStyle("centred", plain, alignment=TA_CENTER)
    title = ParagraphStyle("title", centred, fontName=used.title, fontSize=TITLE, leading=35)
    head = ParagraphStyle("head", title, fontSize=HEAD, leading=48, textColor=red)
    rule = HRFlowable(width="100%", thickness=1.5, color=red, spaceBefore=4, spaceAfter=LEADING)
    return [
        Paragraph(escape(letter.organ), head), Spacer(1, LEADING), Paragraph(escape(letter.number), centred), rule,
        Paragraph(escape(letter.title), title), Spacer(1, LEADING),
        *([Paragraph(escape(letter.addressee), plain)] if letter.addressee else []),
        *(Paragraph(escape(text), body) for text in letter.paragraphs),
        *(part for table in letter.tables for part in _table(table, body, used)),
        *(Paragraph(escape(text), body) for text in (letter.closing, *letter.annexes) if text),
        Spacer(1, 2 * LEADING), Paragraph(escape(letter.signature), right), Paragraph(escape(letter.day), right),
    ]


def _table(table: Table, body: ParagraphStyle, used: Fonts) -> list[Flowable]:
    cell = ParagraphStyle("cell", fontName=used.body, fontSize=12, leading=18, wordWrap="CJK")
    rows = [[Paragraph(escape(text), cell) for text in row] for row in (table.columns, *table.rows)]
    grid = Grid(rows, colWidths=[WIDTH / len(table.columns)] * len(table.columns), repeatRows=1)
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    heading = [Paragraph(escape(table.title), body)] if table.title else []
    return [*heading, grid, Spacer(1, LEADING / 2)]


def _number(canvas: Canvas, used: Fonts) -> None:
    """— n — below the text, at the right of odd pages and at the left of even ones (7.5)."""
    canvas.setFont(used.body, PAGE)
    text, foot = f"— {canvas.getPageNumber()} —", A4[1] - TOP - HEIGHT - 7 * mm
    if canvas.getPageNumber() % 2:
        canvas.drawRightString(LEFT + WIDTH - PAGE, foot, text)
    else:
        canvas.drawString(LEFT + PAGE, foot, text)
