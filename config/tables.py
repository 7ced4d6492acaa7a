"""Read TOML tables whose entries have the same fields; a wrong table stops the start and says where it is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

#: Where the shipped tables lie.
HERE = Path(__file__).parent


class BadTable(ValueError):
    """A configuration file is wrong; the message names the file, the entry and the remedy."""


def read(path: Path) -> dict[str, Any]:
    """The TOML file as a mapping, fractions as Decimal. Raises BadTable."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadTable(f"{path.name}: cannot be read ({problem}); correct it or restore the shipped one") from problem


def require(path: Path, name: str, entry: Mapping[str, Any], fields: tuple[str, ...]) -> Mapping[str, Any]:
    """The entry, when it has exactly these fields. Raises BadTable naming what is missing or unknown."""
    missing, unknown = set(fields) - set(entry), set(entry) - set(fields)
    if missing:
        raise BadTable(f"{path.name}, [{name}]: {', '.join(sorted(missing))} missing; add it")
    if unknown:
        raise BadTable(f"{path.name}, [{name}]: {', '.join(sorted(unknown))} unknown; use only {', '.join(fields)}")
    return entry
