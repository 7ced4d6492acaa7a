"""What a file really is: extension, magic bytes and, for archives, what is inside. Nothing else is let in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from engine.errors import Invalid

#: extension -> media type with which it is sent back
MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
}
_ALIASES = {"jpeg": "jpg"}
#: Unpacked bytes, entries and worst single ratio of an archive.
UNPACKED = 600_000_000
ENTRIES = 5_000
RATIO = 200
#: Names inside office files that carry code.
_MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macros/", "/embeddings/oleobject")
_RUNS = frozenset({
    "exe", "dll", "bat", "cmd", "com", "scr", "js", "vbs", "ps1", "sh", "jar", "msi", "lnk", "hta", "docm", "xlsm",
})


def extension(name: str) -> str:
    """The normal form of a file name's extension: `Report.JPEG` -> `jpg`."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    return _ALIASES.get(suffix, suffix)


def examine(name: str, content: bytes, allowed: tuple[str, ...]) -> str:
    """The type of an upload: one of `allowed`. Raises Invalid with the code of what is wrong with it."""
    kind = extension(name)
    if kind not in MEDIA or kind not in allowed:
        raise Invalid("file.type", name=name, allowed="、".join(allowed))
    if not content:
        raise Invalid("file.empty", name=name)
    _LOOKS[kind](name, content)
    return kind


def _starts(*magics: bytes) -> Callable[[str, bytes], None]:
    def look(name: str, content: bytes) -> None:
        if not content.startswith(magics):
            raise Invalid("file.disguised", name=name)

    return look


def _pdf(name: str, content: bytes) -> None:
    if b"%PDF-" not in content[:1024] or b"%%EOF" not in content[-2048:]:
        raise Invalid("file.disguised", name=name)
    if b"/JavaScript" in content or b"/Launch" in content:
        raise Invalid("file.macro", name=name)


def _archive(*members: str) -> Callable[[str, bytes], None]:
    def look(name: str, content: bytes) -> None:
        if not content.startswith(b"PK\x03\x04"):
            raise Invalid("file.disguised", name=name)
        inside = _inside(name, content)
        if not all(member in inside for member in members):
            raise Invalid("file.disguised", name=name)

    return look


def require_harmless(name: str, content: bytes) -> None:
    """Raises Invalid for an archive that is broken, locked, a bomb, a carrier of code or a climber out of its folder."""
    _inside(name, content)


def _inside(name: str, content: bytes) -> frozenset[str]:
    """Names in an archive that is neither a bomb nor a carrier of code nor a climber out of its folder."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise Invalid("file.broken", name=name) from broken
    size = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or size > UNPACKED or any(
        entry.file_size > RATIO * max(entry.compress_size, 1) and entry.file_size > 1_000_000 for entry in entries
    ):
        raise Invalid("file.bomb", name=name)
    for entry in entries:
        _member(name, entry)
    return frozenset(entry.filename for entry in entries)


def _member(name: str, entry: zipfile.ZipInfo) -> None:
    path = entry.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or (entry.external_attr >> 28) == 0o12:
        raise Invalid("file.climbs", name=name)
    if entry.flag_bits & 1:
        raise Invalid("file.encrypted", name=name)
    if any(mark in "/" + path.lower() for mark in _MACROS) or extension(path) in _RUNS:
        raise Invalid("file.macro", name=name)


_LOOKS: Mapping[str, Callable[[str, bytes], None]] = {
    "pdf": _pdf,
    "ofd": _archive("OFD.xml"),
    "docx": _archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": _archive("[Content_Types].xml", "xl/workbook.xml"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "zip": _archive(),
}
