"""What points to classified content in a text: markers are data of the city, a code, a pattern and what it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

#: Signs that are put between the characters of a word; they hide nothing.
_BETWEEN = frozenset("·•・‧∙‐‑‒–—―-_~|/\\.,，。、'\"“”‘’`^")


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker; `name` is what people are told, never the text that was found."""

    code: str
    pattern: re.Pattern[str]
    name: str


@lru_cache(maxsize=8)
def markers(entries: tuple[str, ...]) -> tuple[Marker, ...]:
    """The markers of a parameter's lines `code|pattern|name`; the pattern may hold `|`. Raises ValueError for another line."""
    found = []
    for entry in entries:
        code, _, rest = entry.partition("|")
        pattern, _, name = rest.rpartition("|")
        if not (code and pattern and name):
            raise ValueError(f"a marker is written code|pattern|name, not {entry!r}")
        found.append(Marker(code, re.compile(pattern), name))
    return tuple(found)


def hits(text: str, known: Sequence[Marker]) -> tuple[Marker, ...]:
    """The markers that stand in a text, however its characters are spaced, widened or interrupted."""
    plain = normal(text)
    return tuple(marker for marker in known if marker.pattern.search(plain))


def normal(text: str) -> str:
    """The text as markers are looked for in it: compatibility forms made one, invisible and separating signs left out."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in wide if not (sign.isspace() or sign in _BETWEEN or unicodedata.category(sign) == "Cf"))


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a JSON value with the name of the variable or field that holds it; names of fields are texts too."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield name or str(key), str(key)
            yield from texts(item, name or str(key))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item, name)
