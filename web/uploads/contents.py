"""The text inside a file: what the marker scan reads before anything is stored."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from engine import xml
from engine.errors import Invalid
from web.uploads import filetypes

#: Archives in archives, pages of a PDF and unpacked bytes that are read; more is refused, for what is not read is not known.
DEPTH, PAGES, UNPACKED = 3, 3_000, 200_000_000
#: In this order: what is no UTF-8 is read as the Chinese encodings of old.
_ENCODINGS = ("utf-8-sig", "gb18030")


def texts(name: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """Every text of a file, names of archived files included; nothing for images.

    Raises Invalid (`file.unread`, `file.encrypted`, `file.bomb`) when the text cannot be known.
    """
    kind = filetypes.extension(name)
    if content.startswith(b"PK\x03\x04"):
        yield from _archive(name, content, depth)
    elif kind in _READERS:
        yield from _READERS[kind](name, content)


def _archive(name: str, content: bytes, depth: int) -> Iterator[str]:
    if depth >= DEPTH:
        raise Invalid("file.unread", name=name)
    filetypes.require_harmless(name, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = UNPACKED
        for entry in archive.infolist():
            yield entry.filename
            left -= entry.file_size
            if left < 0:
                raise Invalid("file.bomb", name=name)
            yield from texts(entry.filename, _member(name, archive, entry), depth + 1)


def _member(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as broken:
        raise Invalid("file.broken", name=name) from broken


def _pdf(name: str, content: bytes) -> Iterator[str]:
    """The text of each page; what no reader opens is plain bytes, and refused when it has streams, whose text is coded."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Invalid("file.encrypted", name=name)
        if len(reader.pages) > PAGES:
            raise Invalid("file.unread", name=name)
        yield from (str(value) for value in (reader.metadata or {}).values())
        yield "".join(page.extract_text() for page in reader.pages)
    except (DependencyError, RecursionError) as unread:
        raise Invalid("file.unread", name=name) from unread
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as broken:
        if b"stream" in content:
            raise Invalid("file.unread", name=name) from broken
        yield from (content.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "utf-16-be"))


def _markup(name: str, content: bytes) -> Iterator[str]:
    """All characters of the document in a row, for a word may be cut into runs; attributes on their own."""
    try:
        root = xml.parse(content)
    except xml.XmlRefused as refused:
        raise Invalid("file.unread", name=name) from refused
    yield "".join(str(text) for text in root.itertext())
    for element in root.iter():
        yield from (str(value) for value in element.attrib.values())


def _plain(name: str, content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", "replace")
        return
    for encoding in _ENCODINGS:
        try:
            yield content.decode(encoding)
            return
        except UnicodeDecodeError:
            continue
    raise Invalid("file.unread", name=name)


_READERS: Mapping[str, Callable[[str, bytes], Iterator[str]]] = {
    "pdf": _pdf, "txt": _plain, "csv": _plain, **dict.fromkeys(("xml", "rels"), _markup), **dict.fromkeys(("html", "htm"), _plain),
}
