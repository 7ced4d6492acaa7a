"""What a file imports (BPMN 2.0.2, 8.2.2): only files at or below its own folder, handed in with it; nothing is fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from engine import xml
from engine.diagram.document import BPMN, Element, kind

IMPORT = f"{{{BPMN}}}import"
#: Files that one file may bring along, itself included.
MOST_FILES = 50
#: Bytes that they have together; what goes beyond is as good as not there.
MOST_BYTES = 10_000_000

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_remote(location: str) -> bool:
    """Whether a location is an address in a network."""
    return location.strip().lower().startswith(("http://", "https://"))


def place(location: str, importer: str = "") -> str | None:
    """Where a location leads, as a path from the first file's folder (`a/b.bpmn`), or None when it leads out of it.

    `importer` is the place of the file that says so. Drives, backslashes, absolute paths and other schemes lead out.
    """
    location = location.strip()
    if not location or _SCHEME.match(location) or location.startswith("/") or "\\" in location or "\0" in location:
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(importer), location))
    return None if found.startswith("..") else found


def gather(content: bytes, fetch: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The files that a file imports and those that they import, by place; `fetch` gives one of them, or None.

    At most MOST_FILES and MOST_BYTES; a file that is no XML imports nothing.
    """
    found: dict[str, bytes] = {}
    waiting = [("", content)]
    while waiting:
        importer, text = waiting.pop()
        for location in _locations(text):
            where = place(location, importer)
            if where is None or where in found or len(found) >= MOST_FILES:
                continue
            fetched = fetch(where)
            if fetched is not None and sum(map(len, found.values())) + len(fetched) <= MOST_BYTES:
                found[where] = fetched
                waiting.append((where, fetched))
    return found


def elements(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """What BPMN files hold: target namespace -> id -> local name of the element."""
    found: dict[str, dict[str, str]] = {}
    for content in files.values():
        root = parsed(content)
        for element in root.iter(f"{{{BPMN}}}*") if root is not None and kind(root) == "definitions" else ():
            name = element.get("id")
            if name is not None and root is not None:
                found.setdefault(root.get("targetNamespace") or "", {})[name] = kind(element)
    return found


def parsed(content: bytes) -> Element | None:
    """The root of an imported file, or None when it is not XML that we accept."""
    try:
        return xml.parse(content)
    except xml.XmlRefused:
        return None


def _locations(content: bytes) -> Iterator[str]:
    root = parsed(content)
    for element in () if root is None else root.findall(IMPORT):
        yield element.get("location") or ""
