"""One evaluation: its time, its problems, the work it may still do, and the variables in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.problems import FeelLimitExceeded, Problem, quoted
from engine.feel.values import Value

#: Steps of one evaluation: about one a node in a loop, an element, a call, 64 characters. A second or so of work.
MAX_STEPS = 2_000_000
#: Elements of one list.
MAX_LIST = 100_000
#: Characters of one string.
MAX_STRING = 1_000_000
#: How deep calls of functions may stand in each other, in levels of their bodies' trees.
MAX_CALLS = 240


class Run:
    """What the whole evaluation shares."""

    __slots__ = ("calls", "now", "patterns", "problems", "steps")

    def __init__(self, now: datetime, problems: list[Problem] | None) -> None:
        self.now = now
        self.problems = problems
        self.steps = MAX_STEPS
        self.calls = 0
        #: Regular expressions that were compiled, with their flags.
        self.patterns: set[tuple[str, str]] = set()

    def problem(self, code: str, **data: Any) -> None:
        """Note why the result is null, and return that null."""
        if self.problems is not None and len(self.problems) < 100:
            self.problems.append(Problem(code, quoted(data)))

    def spend(self, steps: int) -> None:
        """Account for work. Raises FeelLimitExceeded when there is too much of it."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelLimitExceeded("feel.limit", limit="steps", allowed=MAX_STEPS)

    def room_for_list(self, length: int) -> None:
        """Account for a new list of `length`. Raises FeelLimitExceeded."""
        if length > MAX_LIST:
            raise FeelLimitExceeded("feel.limit", limit="list", allowed=MAX_LIST)
        self.spend(length)

    def room_for_string(self, length: int) -> None:
        """Account for a new string of `length`. Raises FeelLimitExceeded."""
        if length > MAX_STRING:
            raise FeelLimitExceeded("feel.limit", limit="string", allowed=MAX_STRING)
        self.spend(length >> 6)

    def deeper(self, price: int, levels: int, work: Callable[[], Value]) -> Value:
        """Do the work one call deeper, in code of `levels` levels. Raises FeelLimitExceeded for recursion without end."""
        self.spend(price)
        self.calls += levels
        if self.calls > MAX_CALLS:
            raise FeelLimitExceeded("feel.limit", limit="calls", allowed=MAX_CALLS)
        try:
            return work()
        finally:
            self.calls -= levels


class Scope:
    """Variables, seen from the inside out."""

    __slots__ = ("names", "parent", "run")

    def __init__(self, names: Mapping[str, Value], parent: Scope | None, run: Run) -> None:
        self.names = names
        self.parent = parent
        self.run = run

    def inner(self, names: Mapping[str, Value]) -> Scope:
        """A scope within this one."""
        return Scope(names, self, self.run)
