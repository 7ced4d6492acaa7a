"""How alike two declarations are, on the three dimensions of article 6: goals, contents, technical route.

Plain and deterministic: the share of the shorter text's character pairs and triples that the other text has too, counted in
whole percent. Phrases that stand in every declaration and pieces that many declarations share do not count. Whoever replaces
this keeps the contract: `Description`, `identity`, `Measure.of`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DIMENSIONS = ("goals", "contents", "tech_route")
#: Lengths of the pieces that are compared, in characters.
SIZES = (2, 3)
Pieces = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is compared of a declaration or a system; an empty text is not compared."""

    goals: str = ""
    contents: str = ""
    tech_route: str = ""

    def text(self, dimension: str) -> str:
        """The text of one of `DIMENSIONS`."""
        return str(getattr(self, dimension))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Percent by dimension (only those that both have) and all in all, 0 to 100."""

    by_dimension: Mapping[str, int]
    score: int


def plain(text: str) -> str:
    """Letters and digits alone, in one width and case: what is left when layout and punctuation are changed."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def identity(description: Description) -> str:
    """SHA-256 of the three texts without layout: equal for a declaration that is handed in once more."""
    return hashlib.sha256("\n".join(plain(description.text(name)) for name in DIMENSIONS).encode()).hexdigest()


class Measure:
    """Compares with one declaration; `others` are all that it may be compared with.

    `weights` percent by dimension; `stock` phrases that do not count; `common` percent of `others` above which a piece does not
    count (from ten others on); `least` letters and digits that a text must have to be judged.
    """

    def __init__(self, others: Iterable[Description], *, weights: Mapping[str, int], stock: Iterable[str], common: int, least: int) -> None:
        self._weights, self._least = weights, least
        self._stock = sorted({plain(phrase) for phrase in stock}, key=lambda phrase: (-len(phrase), phrase))
        known = list(others)
        self._common = {name: self._shared([one.text(name) for one in known], common) for name in DIMENSIONS}

    def of(self, own: Description, other: Description) -> Likeness:
        """How alike the two are."""
        long = [name for name in DIMENSIONS if min(len(plain(one.text(name))) for one in (own, other)) >= self._least]
        found = {name: _covered(self._pieces(own, name), self._pieces(other, name)) for name in long}
        weight = sum(self._weights[name] for name in found)
        score = sum(self._weights[name] * percent for name, percent in found.items()) // weight if weight else 0
        return Likeness(by_dimension=found, score=score)

    def _pieces(self, description: Description, name: str) -> Pieces:
        return self._cut(description.text(name)) - self._common[name]

    def _cut(self, text: str) -> Pieces:
        left = [plain(text)]
        for phrase in filter(None, self._stock):
            left = [part for whole in left for part in whole.split(phrase)]
        return frozenset(part[at:at + size] for part in left for size in SIZES for at in range(len(part) - size + 1))

    def _shared(self, texts: list[str], percent: int) -> Pieces:
        if len(texts) < 10:
            return frozenset()
        counted = Counter(piece for text in texts for piece in self._cut(text))
        return frozenset(piece for piece, times in counted.items() if 100 * times > percent * len(texts))


def _covered(one: Pieces, other: Pieces) -> int:
    """Percent of the smaller set that the other one holds, too; nothing covers nothing."""
    smaller = min(len(one), len(other))
    return 100 * len(one & other) // smaller if smaller else 0
