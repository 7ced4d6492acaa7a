"""The text of files as the marker scan reads it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reportlab.pdfgen.canvas import Canvas

from engine.errors import Invalid
from web.uploads import contents


def archive(**members: bytes) -> bytes:
    """A zip; `__` in a name stands for a point."""
    written = BytesIO()
    with ZipFile(written, "w") as opened:
        for name, content in members.items():
            opened.writestr(name.replace("__", "."), content)
    return written.getvalue()


def pdf(text: str) -> bytes:
    """A PDF of one page."""
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(72, 72, text)
    canvas.save()
    return written.getvalue()


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", pdf("needle")),
    ("a.docx", archive(document__xml=b"<w><t>nee</t><t>dle</t></w>")),
    ("a.xlsx", archive(sharedStrings__xml=b'<s t="needle"/>')),
    ("a.pptx", archive(slide__xml=b"<s>needle</s>")),
    ("a.ofd", archive(Content__xml=b"<TextCode>needle</TextCode>")),
    ("a.zip", archive(b__zip=archive(c__txt=b"needle"))),
    ("a.zip", archive(needle__png=b"")),
    ("a.csv", "1,needle,密".encode("gb18030")),
])
def test_text_is_found_in_every_kind_of_file(name: str, content: bytes) -> None:
    assert any("needle" in text for text in contents.texts(name, content))


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.docx", archive(document__xml=b"<w>"), "file.unread"),
    ("a.zip", archive(a__zip=archive(a__zip=archive(a__zip=archive(a__txt=b"x")))), "file.unread"),
    ("a.pdf", b"%PDF-1.7\n1 0 obj <<>> stream\nx\nendstream endobj\n%%EOF", "file.unread"),
])
def test_what_cannot_be_read_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        list(contents.texts(name, content))
    assert refused.value.code == code


def test_an_archive_with_damaged_data_is_refused() -> None:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as opened:
        opened.writestr("a.txt", b"some text " * 50)
    start = 30 + len("a.txt")
    damaged = bytearray(written.getvalue())
    damaged[start:start + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(Invalid) as refused:
        list(contents.texts("a.zip", bytes(damaged)))
    assert refused.value.code == "file.broken"


def test_no_member_is_unpacked_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "UNPACKED", 5)
    with pytest.raises(Invalid) as refused:
        list(contents.texts("a.zip", archive(a__txt=b"x" * 6)))
    assert refused.value.code == "file.bomb"
