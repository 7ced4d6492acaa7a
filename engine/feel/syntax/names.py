"""Names with spaces: `项目 名称` is one name, and `a-b` may be one, when somebody declared it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from engine.feel.problems import FeelSyntaxError
from engine.feel.syntax.lexer import Token, tokenize

Pieces = tuple[str, ...]


def pieces_of(name: str) -> Pieces:
    """The name's tokens, or nothing when it has characters that FEEL cannot read, such as `金额（万元）`."""
    try:
        return tuple(token.text for token in tokenize(name)[:-1])
    except FeelSyntaxError:
        return ()


@lru_cache(maxsize=256)
def table_of(names: frozenset[str]) -> NameTable:
    """The table of these names; the cells of a decision table all see the same."""
    return NameTable(names)


class NameTable:
    """Declared names, found in a token list by their pieces; white space between the pieces does not matter."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        #: Names that only their exact characters can find.
        self.whole: set[str] = set()
        self._by_first: dict[str, list[tuple[Pieces, str]]] = {}
        for name in self.names:
            pieces = pieces_of(name)
            if pieces:
                self._by_first.setdefault(pieces[0], []).append((pieces, name))
            elif name.strip():
                self.whole.add(name)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: len(candidate[0]), reverse=True)

    def longest(self, tokens: list[Token], start: int) -> tuple[str, int]:
        """The longest name that stands at `tokens[start]` and the number of tokens that it takes; ("", 0) if none."""
        for pieces, name in self._by_first.get(tokens[start].text, ()):
            if tuple(token.text for token in tokens[start : start + len(pieces)]) == pieces:
                return name, len(pieces)
        return "", 0
