"""Articles of the rules, in our own words: what a check or a gate refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from config.tables import HERE, read, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One article (`26`), paragraph (`14.2`) or item (`38(6)`) and what it asks, in Chinese and English."""

    number: str
    zh: str
    en: str


def load(path: Path = HERE / "clauses.toml") -> Mapping[str, Clause]:
    """All clauses by number. Raises BadTable."""
    table = read(path)
    return MappingProxyType({
        number: Clause(number=number, **require(path, number, entry, ("zh", "en"))) for number, entry in table.items()
    })
