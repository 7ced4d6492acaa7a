"""Reads the grammar of `docs/feel-grammar.md` and derives sentences from it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "feel-grammar.md"
_TOKEN = re.compile(r'"[^"]+"|\w+|[=|;{}\[\]()]')
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is `text` or `rule` (with `name`), or `any` (one of the parts), `all`, `[` or `{` (with `parts`)."""

    kind: str
    name: str = ""
    parts: tuple[Part, ...] = ()


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)

    def grammar(self) -> dict[str, Part]:
        rules = {}
        while self.tokens:
            name, equals = self.tokens.pop(0), self.tokens.pop(0)
            assert equals == "=", name
            rules[name] = self.alternatives(";")
        return rules

    def alternatives(self, end: str) -> Part:
        choices: list[list[Part]] = [[]]
        while (token := self.tokens.pop(0)) != end:
            if token == "|":
                choices.append([])
            elif token in _CLOSING:
                inner = self.alternatives(_CLOSING[token])
                choices[-1].append(inner if token == "(" else Part(token, parts=(inner,)))
            else:
                choices[-1].append(Part("text", token[1:-1]) if token.startswith('"') else Part("rule", token))
        return Part("any", parts=tuple(Part("all", parts=tuple(choice)) for choice in choices))


def grammar() -> dict[str, Part]:
    """The rules of the page."""
    found = re.search(r"```ebnf\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return _Reader(found[1]).grammar()


def mentioned(part: Part, kind: str) -> set[str]:
    """The terminals (`text`) or the names of rules (`rule`) in a part."""
    return ({part.name} if part.kind == kind else set()).union(*(mentioned(inner, kind) for inner in part.parts))


class Deriver:
    """Derives sentences; `samples` stand for the rules that the page describes in words."""

    def __init__(self, rules: dict[str, Part], samples: dict[str, list[str]], seed: int) -> None:
        self.rules, self.samples = rules, samples
        self.random = random.Random(seed)

    def sentence(self, rule: str, depth: int = 9) -> str:
        """One sentence of the rule; below `depth` rules everything is as short as it can be."""
        if rule in self.samples:
            return self.random.choice(self.samples[rule])
        return self._text(self.rules[rule], depth - 1)

    def _text(self, part: Part, depth: int) -> str:
        if part.kind == "text":
            return part.name
        if part.kind == "rule":
            return self.sentence(part.name, depth)
        if part.kind == "all":
            return " ".join(filter(None, (self._text(inner, depth) for inner in part.parts)))
        if part.kind == "any":
            # The shortest alternative of every rule of the page is one that leads to a sample.
            return self._text(self.random.choice(part.parts) if depth > 0 else min(part.parts, key=self._weight), depth)
        times = 0 if depth <= 0 else self.random.choice((0, 0, 1) if part.kind == "[" else (0, 0, 0, 1, 2))
        return " ".join(self._text(part.parts[0], depth) for _ in range(times))

    def _weight(self, part: Part) -> tuple[int, int]:
        own = {name for inner in part.parts for name in ({inner.name} if inner.kind == "rule" else set())}
        return len(own - self.samples.keys()), len(part.parts)
