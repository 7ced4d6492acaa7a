"""The folder of attachments: files under their own SHA-256, written once, never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Invalid, NotFound, Unavailable
from web.uploads import filetypes

#: Files of one form.
MOST = 60
#: How the name of a file begins that is still being written.
_DRAFT = ".draft-"
_DIGEST = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One file as the case remembers it; `size` in bytes, `type` its extension."""

    digest: str
    name: str
    size: int
    type: str
    #: Codes of the markers for which it was withheld; its bytes are stored only when there are none.
    markers: tuple[str, ...] = ()


class Attachments:
    """A folder, `home/attachments`, with one sub-folder for each first two digits."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder = folder
        #: Bytes of one file.
        self.largest = largest

    def keep(self, name: str, content: bytes, allowed: tuple[str, ...]) -> Stored:
        """Examine and store a file. Raises Invalid when it is not let in, Unavailable when the disk refuses it."""
        kind = require(name, content, allowed, self.largest)
        digest = hashlib.sha256(content).hexdigest()
        try:
            self._write(digest, content)
        except OSError as error:
            raise Unavailable("file.unavailable", name=name) from error
        return Stored(digest=digest, name=safe_name(name), size=len(content), type=kind)

    def put(self, content: bytes) -> str:
        """Store a file that the house itself has made; its digest. Raises Unavailable when the disk refuses it."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            self._write(digest, content)
        except OSError as error:
            raise Unavailable("file.unavailable", name=digest) from error
        return digest

    def path(self, digest: str) -> Path:
        """Where a file lies. Raises NotFound for anything that is no digest of a stored file."""
        if not _DIGEST.match(digest):
            raise NotFound("file.unknown")
        path = self._folder / digest[:2] / digest
        if not path.is_file():
            raise NotFound("file.unknown")
        return path

    def _write(self, digest: str, content: bytes) -> None:
        """Atomic: a reader sees the whole file or none; the same content twice is one file."""
        target = self._folder / digest[:2] / digest
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=_DRAFT)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        _settle(target.parent)

    def tidy(self, before: float) -> int:
        """Remove the drafts of processes that died while they wrote, last touched before that second; how many."""
        left = [path for path in self._folder.glob(f"*/{_DRAFT}*") if path.stat().st_mtime < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def require(name: str, content: bytes, allowed: tuple[str, ...], largest: int) -> str:
    """The type of a file that may come in, at most `largest` bytes. Raises Invalid for another."""
    if len(content) > largest:
        raise Invalid("file.large", name=name, limit=largest // 2**20)
    return filetypes.examine(name, content, allowed)


def _settle(folder: Path) -> None:
    """Make the names in a folder durable: a file whose name is lost with the power is lost too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def safe_name(name: str) -> str:
    """The last part of a file name, without control or direction characters, at most 120 long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    return clean[-120:].strip(" .") or "file"
