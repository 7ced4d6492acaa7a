"""The offices that act in cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from config.tables import HERE, read, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An office; `short` is its name in document numbers."""

    code: str
    zh: str
    en: str
    short: str


def load(path: Path = HERE / "departments.toml") -> Mapping[str, Department]:
    """All departments by code. Raises BadTable."""
    table, names = read(path), ("zh", "en", "short")
    return MappingProxyType({
        code: Department(code=code, **require(path, code, entry, names)) for code, entry in table.items()
    })
