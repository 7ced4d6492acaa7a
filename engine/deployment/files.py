"""The files of a change set: what kind each one is, and which names it defines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Literal

Kind = Literal["bpmn", "dmn", "form", "unknown"]

_BY_ENDING: dict[str, Kind] = {".bpmn": "bpmn", ".dmn": "dmn", ".json": "form"}
#: Namespaces that name the standard, whatever its version, in the first bytes of a file.
_BY_NAMESPACE: dict[bytes, Kind] = {b"omg.org/spec/BPMN/": "bpmn", b"omg.org/spec/DMN/": "dmn"}
#: Bytes in which a namespace must turn up.
_HEAD = 4_096


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """One file as it was handed in; `name` is how people know it (a path inside the change set)."""

    name: str
    content: bytes
    #: The files that it imports, by their place from its folder; None when nobody has looked for them.
    imported: Mapping[str, bytes] | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()

    @cached_property
    def kind(self) -> Kind:
        """By the ending of the name, else by what the content begins with."""
        ending = PurePath(self.name).suffix.lower()
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
        # UTF-16 writes a zero byte beside each letter of a namespace.
        head = self.content[:_HEAD].replace(b"\0", b"")
        for namespace, kind in _BY_NAMESPACE.items():
            if namespace in head:
                return kind
        return "form" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "unknown"
