"""What is let in: by ending, by first bytes, by what is inside; bombs, macros and climbers stay out."""

from __future__ import annotations

import io
import zipfile

import pytest

from engine.errors import Invalid
from tests.web.setting import PDF
from web.uploads import filetypes

ALL = tuple(filetypes.MEDIA)


def archive(*names: str, content: bytes = b"<x/>") -> bytes:
    """A zip file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报告.pdf", PDF), ("报告.PDF", PDF), ("a.docx", DOCX), ("a.xlsx", XLSX), ("a.ofd", archive("OFD.xml")),
        ("a.jpeg", b"\xff\xd8\xff\xe0"), ("a.png", b"\x89PNG\r\n\x1a\n"), ("a.zip", archive("读我.txt")),
    ],
)
def test_good_files(name: str, content: bytes) -> None:
    assert filetypes.examine(name, content, ALL) in ALL


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.svg", b"<svg/>", "file.type"), ("a.html", b"<p>", "file.type"), ("a", PDF, "file.type"),
        ("a.pdf.exe", PDF, "file.type"), ("a.docm", DOCX, "file.type"), ("a.pdf", b"", "file.empty"),
        ("a.pdf", b"<script>", "file.disguised"), ("a.png", PDF, "file.disguised"), ("a.docx", PDF, "file.disguised"),
        ("a.docx", XLSX, "file.disguised"), ("a.zip", b"PK\x03\x04 but no", "file.broken"),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file.macro"),
        ("a.zip", archive("run.exe"), "file.macro"), ("a.zip", archive("../../etc/passwd"), "file.climbs"),
        ("a.zip", archive("/etc/passwd"), "file.climbs"), ("a.zip", archive("..\\x"), "file.climbs"),
        ("a.zip", archive("zeros", content=bytes(20_000_000)), "file.bomb"),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml", "xl/big.xml", content=bytes(20_000_000)), "file.bomb"),
        ("a.pdf", PDF.replace(b"obj <<", b"obj << /S /JavaScript"), "file.macro"),
    ],
)
def test_bad_files(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        filetypes.examine(name, content, ALL)
    assert refused.value.code == code


def test_a_type_that_this_material_does_not_take() -> None:
    with pytest.raises(Invalid, match="file.type"):
        filetypes.examine("a.png", b"\x89PNG\r\n\x1a\n", ("pdf",))
