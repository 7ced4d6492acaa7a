"""The parser's hands: the tokens of one text, and the names in scope where the next token stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from engine.feel.builtins import NAMES as BUILTIN_NAMES
from engine.feel.problems import FeelSyntaxError
from engine.feel.syntax.lexer import Token, tokenize
from engine.feel.syntax.names import NameTable, table_of
from engine.feel.syntax.tree import Type
from engine.feel.types import TYPE_NAMES

#: How deep brackets, calls and conditionals may stand in each other.
MAX_DEPTH = 60
#: Properties of temporal values and ranges whose names have spaces (10.3.2.3).
_PROPERTIES = NameTable(["time offset", "start included", "end included"])
_BUILTINS = NameTable(name for name in BUILTIN_NAMES if " " in name)


class Reader:
    """Reads one text. `names` are the variables that the text may use; `free` collects those that it does use."""

    def __init__(self, text: str, names: Collection[str] = (), types: Mapping[str, Type] | None = None) -> None:
        self.known = table_of(frozenset(names))
        #: Types that the text may name beside FEEL's own.
        self.types = types or {}
        self.text = text
        self.tokens = tokenize(text, self.known.whole)
        self.index = 0
        self.depth = 0
        self.filters = 0
        #: Whether what is read is the end point of a range, outside further brackets.
        self.at_end_point = False
        self.scopes: list[NameTable] = []
        self.free: set[str] = set()

    def enter(self) -> None:
        """Begin a construct that may hold others of its kind. Raises FeelSyntaxError when they stand too deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FeelSyntaxError("feel.too_deep", position=self.token.position, limit=MAX_DEPTH)

    def leave(self) -> None:
        """End it."""
        self.depth -= 1

    @cached_property
    def type_names(self) -> NameTable:
        """The names of all types that the text may use; few texts use any."""
        return NameTable([*TYPE_NAMES, *self.types])

    # -- tokens ------------------------------------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        """The token that is read next."""
        return self.tokens[self.index]

    def at(self, text: str) -> bool:
        """Whether `text` stands here, and not as a string."""
        token = self.tokens[self.index]
        return token.text == text and token.kind != "string"

    def take(self, text: str) -> bool:
        """Step over `text` if it stands here."""
        if self.at(text):
            self.index += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Step over `text`, which must stand here. Raises FeelSyntaxError."""
        if not self.take(text):
            raise self.fault(text)

    def expect_end(self) -> None:
        """Raises FeelSyntaxError unless the whole text has been read."""
        if self.token.kind != "end":
            raise self.fault("end")

    def fault(self, expected: str) -> FeelSyntaxError:
        """The error "something else is expected here"."""
        return FeelSyntaxError(
            "feel.syntax", position=self.token.position, found=self.token.text or "end", expected=expected
        )

    @contextmanager
    def scope(self, names: Iterable[str]) -> Iterator[None]:
        """Inside, `names` are bound: no free variables, and readable with their spaces."""
        self.scopes.append(table_of(frozenset(names)))
        try:
            yield
        finally:
            self.scopes.pop()

    # -- names -------------------------------------------------------------------------------------------------------

    def declared(self) -> tuple[str, int]:
        """The longest declared name here."""
        tables = (self.known, *self.scopes)
        found = max((table.longest(self.tokens, self.index) for table in tables), key=lambda hit: hit[1])
        name, size = _BUILTINS.longest(self.tokens, self.index)
        if size > found[1] and self.tokens[self.index + size].text == "(":
            return name, size
        return found

    def read_name(self) -> str:
        """The variable's or function's name that stands here."""
        name, size = self.declared()
        if size:
            self.index += size
            return name
        return self.adjacent_names()

    def adjacent_names(self) -> str:
        """Names side by side are one name: nothing else in FEEL puts two names next to each other."""
        first = self.token
        if first.kind != "name":
            raise self.fault("name")
        while self.token.kind == "name":
            self.index += 1
        last = self.tokens[self.index - 1]
        return " ".join(self.text[first.position : last.position + len(last.text)].split())

    def new_name(self, *until: str) -> str:
        """A name that the text itself introduces: everything up to one of `until`."""
        first = self.token
        while self.is_part_of_name(self.token):
            if self.token.text in until or (self.token.kind == "keyword" and "in" in until):
                break
            self.index += 1
        if self.token is first or self.token.text not in until:
            raise self.fault(" ".join(until) if self.token is not first else "name")
        last = self.tokens[self.index - 1]
        return " ".join(self.text[first.position : last.position + len(last.text)].split())

    @staticmethod
    def is_part_of_name(token: Token) -> bool:
        """Whether a name that the text introduces may hold the token."""
        return token.kind in ("name", "keyword", "number") or (token.kind == "operator" and token.text in "-+*/.")

    def property_name(self) -> str:
        """The name after a dot."""
        tables = (_PROPERTIES, self.known, *self.scopes)
        name, size = max((table.longest(self.tokens, self.index) for table in tables), key=lambda hit: hit[1])
        if not size and self.token.kind == "keyword":
            name, size = self.token.text, 1
        if size:
            self.index += size
            return name
        return self.adjacent_names()
