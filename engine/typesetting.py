"""What a typesetter is: it makes files of an issued document and stores them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file: `digest` SHA-256 of its bytes, `size` in bytes, `type` docx or pdf."""

    digest: str
    name: str
    size: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """What a typesetter made and stored; `template` is the digest of what it was made by."""

    files: Sequence[File]
    template: str


class Typesetter(Protocol):
    """Sets a document in type and stores the files before it returns."""

    def __call__(self, document: Mapping[str, Any], context: Mapping[str, Any]) -> Typeset:
        """`document`: kind, number, title, organ, data, at; `context`: the case's variables and register rows. May raise anything."""
        ...
