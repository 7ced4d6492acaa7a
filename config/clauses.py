"""Articles of the rules, in our own words: what a check or a gate refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from config.tables import HERE, BadTable, read, require

Kind = Literal["executed", "measured", "record", "outside"]
_NUMBER = re.compile(r"(\d+)(?:\.\d+|\(\d+\))*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One article (`26`), paragraph (`14.2`) or item (`38(6)`) and what it asks, in Chinese and English.

    `kind`: executed (a step, decision, form or check carries it out), measured (a principle that checks measure), record
    (only written down), outside (nothing for a system to do); `why` says so for all but the first, by language.
    """

    number: str
    zh: str
    en: str
    kind: Kind = "executed"
    why: Mapping[str, str] = field(default_factory=dict)


def load(path: Path = HERE / "clauses.toml") -> Mapping[str, Clause]:
    """All clauses by number. Raises BadTable."""
    table = read(path)
    return MappingProxyType({number: _clause(path, number, table) for number in table})


def article_of(number: str) -> str:
    """The article of a paragraph or item: `38(6)` is of `38`. What is no clause number is its own article."""
    found = _NUMBER.fullmatch(number)
    return found[1] if found else number


def _clause(path: Path, number: str, table: Mapping[str, Any]) -> Clause:
    article = article_of(number)
    if article not in table:
        raise BadTable(f"{path.name}, [{number}]: there is no article [{article}] that it belongs to; add it")
    if article != number:
        texts = require(path, number, table[number], ("zh", "en"))
        above = _clause(path, article, table)
        return Clause(number=number, kind=above.kind, why=above.why, **texts)
    kind = table[number].get("kind")
    if kind not in get_args(Kind):
        raise BadTable(f"{path.name}, [{number}]: kind {kind!r} is unknown; use one of {', '.join(get_args(Kind))}")
    reasons = () if kind == "executed" else ("why_zh", "why_en")
    given = require(path, number, table[number], ("zh", "en", "kind", *reasons))
    why = {name.removeprefix("why_"): given[name] for name in reasons}
    return Clause(number=number, zh=given["zh"], en=given["en"], kind=kind, why=why)
