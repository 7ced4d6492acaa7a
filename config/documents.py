"""The kinds of official documents and how they are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from config.tables import HERE, read, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: issued by the department `organ`, numbered 淮数备〔2027〕12号 when `prefix` is 淮数备."""

    code: str
    organ: str
    prefix: str
    zh: str
    en: str
    clause: str

    @property
    def title(self) -> str:
        """What the document is called."""
        return self.zh


def load(path: Path = HERE / "documents.toml") -> Mapping[str, Kind]:
    """All kinds by code (`D-22`). Raises BadTable."""
    table, names = read(path), ("organ", "prefix", "zh", "en", "clause")
    return MappingProxyType({
        code: Kind(code=code, **require(path, code, entry, names)) for code, entry in table.items()
    })
