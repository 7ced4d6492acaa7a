"""Patterns with back references, which RE2 cannot have: matched by trying, every step counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine import patterns
from engine.feel.builtins.xpath import BACK_REFERENCE, pieces

_QUANTIFIER = re.compile(r"(?:([?*+])|\{([0-9]{1,3})(,([0-9]{0,3}))?\})(\??)")
_TIMES: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_MAX_PROGRAM = 2000
#: An operation and its operand: `one` (a test of a character), `split` (two places, the first preferred), `jump`, `save` (a slot),
#: `moved` (a slot that must not be where we are), `back` (a group), `start`, `end`, `found`.
Step = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A match: slots 0 and 1 are its bounds, 2n and 2n + 1 those of group n, -1 where it took no part."""

    text: str
    slots: tuple[int, ...]

    def start(self) -> int:
        """Where it begins."""
        return self.slots[0]

    def end(self) -> int:
        """Where it ends."""
        return self.slots[1]

    def group(self, number: int) -> str | None:
        """The text of a group, or None."""
        low, high = self.slots[2 * number : 2 * number + 2]
        return None if high < 0 else self.text[low:high]


class _Compiler:
    """The program of a pattern. Raises ValueError for one that is no pattern."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.rest = list(pieces(pattern, flags))
        self.prefix = "(?si)" if "i" in flags else "(?s)"
        self.groups, self.closed, self.marks = 0, set[int](), 0

    def program(self) -> list[Step]:
        body = self.alternatives()
        if self.rest:
            raise ValueError("a bracket too many")
        return [("save", 0), *body, ("save", 1), ("found", None)]

    def alternatives(self) -> list[Step]:
        branches = [self.branch()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            branches.append(self.branch())
        code = branches.pop()
        for branch in reversed(branches):
            # Places are relative, so that code can be copied.
            code = [("split", (1, len(branch) + 2)), *branch, ("jump", len(code) + 1), *code]
        return code

    def branch(self) -> list[Step]:
        code: list[Step] = []
        while self.rest and self.rest[0] not in ("|", ")"):
            code += self.repeated(self.atom(self.rest.pop(0)))
            if len(code) > _MAX_PROGRAM:
                raise ValueError("a pattern too large")
        return code

    def atom(self, piece: str) -> list[Step]:
        if piece == "(":
            return self.group()
        if piece in ("^", "$"):
            return [("start" if piece == "^" else "end", None)]
        if BACK_REFERENCE.fullmatch(piece):
            if int(piece[1]) not in self.closed:
                raise ValueError(f"no group {piece}")
            return [("back", int(piece[1]))]
        if piece in ("?", "*", "+", "{", "}"):
            raise ValueError(f"nothing to repeat: {piece}")
        return [("one", patterns.compiled(self.prefix + piece).fullmatch)]

    def group(self) -> list[Step]:
        if self.rest[:2] == ["?", ":"]:
            del self.rest[:2]
            number = 0
        else:
            self.groups += 1
            number = self.groups
        body = self.alternatives()
        if not self.rest or self.rest.pop(0) != ")":
            raise ValueError("a bracket too few")
        self.closed.add(number)
        return [("save", 2 * number), *body, ("save", 2 * number + 1)] if number else body

    def repeated(self, body: list[Step]) -> list[Step]:
        match = _QUANTIFIER.match("".join(self.rest[:12]))
        if match is None:
            return body
        del self.rest[: len(match[0])]
        low, high = _TIMES[match[1]] if match[1] else (int(match[2]), int(match[4]) if match[4] else None if match[3] else int(match[2]))
        if high is not None and high < low or (low + (high or 0)) * len(body) > _MAX_PROGRAM:
            raise ValueError(f"repetition {match[0]}")

        def split(around: int) -> Step:
            return ("split", (around, 1) if match[5] else (1, around))

        code = body * low
        if high is None:
            self.marks += 1
            mark = -self.marks
            # A round that moves nowhere is the last one.
            return [*code, split(len(body) + 4), ("save", mark), *body, ("moved", mark), ("jump", -len(body) - 3)]
        for _ in range(high - low):
            code = [*code, split(len(body) + 1), *body]
        return code


class Backtracker:
    """A compiled pattern with the face of RE2's; `spend` is told of every step."""

    def __init__(self, pattern: str, flags: str) -> None:
        compiler = _Compiler(pattern, flags)
        self.pattern, self.program = pattern, compiler.program()
        self.groups, self.programsize = compiler.groups, len(self.program)
        self._slots = 2 * compiler.groups + 2 + compiler.marks
        self._several, self._fold = "m" in flags, "i" in flags
        self.spend: Callable[[int], None] = lambda steps: None

    def counted(self, spend: Callable[[int], None]) -> Backtracker:
        """The same, for one evaluation."""
        bound = object.__new__(Backtracker)
        bound.__dict__.update(self.__dict__, spend=spend)
        return bound

    def search(self, text: str, start: int = 0) -> Found | None:
        """The first match at or after `start`."""
        return next((found for at in range(start, len(text) + 1) if (found := self._at(text, at))), None)

    def finditer(self, text: str) -> Iterator[Found]:
        """Every match, none over another."""
        at = 0
        while (found := self.search(text, at)) is not None:
            yield found
            at = max(found.end(), found.start() + 1)

    def _at(self, text: str, start: int) -> Found | None:
        stack = [(0, start, (-1,) * self._slots)]
        while stack:
            place, at, slots = stack.pop()
            while place >= 0:
                self.spend(1)
                operation, operand = self.program[place]
                if operation == "found":
                    return Found(text, slots)
                if operation == "split":
                    stack.append((place + operand[1], at, slots))
                    place += operand[0]
                elif operation == "jump":
                    place += operand
                elif operation == "save":
                    index = operand % self._slots
                    slots = (*slots[:index], at, *slots[index + 1 :])
                    place += 1
                else:
                    length = self._length(operation, operand, (text, at, slots))
                    place, at = (-1, at) if length is None else (place + 1, at + length)
        return None

    def _length(self, operation: str, operand: Any, state: tuple[str, int, tuple[int, ...]]) -> int | None:
        """How many characters the step takes, None when it fails."""
        text, at, slots = state
        if operation == "one":
            return 1 if at < len(text) and operand(text[at]) else None
        if operation == "back":
            wanted = Found(text, slots).group(operand) or ""
            given = text[at : at + len(wanted)]
            same = given.casefold() == wanted.casefold() if self._fold else given == wanted
            return len(wanted) if same else None
        if operation == "moved":
            return 0 if slots[operand] != at else None
        edge = at == 0 if operation == "start" else at == len(text)
        return 0 if edge or (self._several and text[at - 1 if operation == "start" else at] == "\n") else None
