"""The tokens' playing field of one scope: steps that take tokens from arcs and put tokens on arcs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

#: `any`: each token on its own; `all`: one of every incoming arc; `inclusive`: all that can still come.
Join = Literal["any", "all", "inclusive"]
#: `end`: tokens stay here; `clear`: every token of the scope is taken away and it is complete (terminate); `leave`: the
#: same, but the scope is left by what catches the error, escalation or cancellation.
Effect = Literal["go", "end", "clear", "leave"]


@dataclass(slots=True)
class Arc:
    """A way from one step to the next. `via`: the elements on it, ends left out; `covers`: all that happen with it."""

    id: int
    source: str
    target: str
    via: tuple[str, ...]
    covers: frozenset[str]
    #: Where it parted from other ways.
    origin: str
    #: Whether other steps lie on it.
    long: bool = False


@dataclass(slots=True)
class Step:
    """An element that tokens pass. Each outcome is a set of arcs that get a token together."""

    id: str
    join: Join = "any"
    effect: Effect = "go"
    outcomes: list[frozenset[int]] = field(default_factory=list)
    #: Elements that happen whenever this one does.
    covers: frozenset[str] = frozenset()


class Net:
    """Steps and arcs, with what leads where. Sources are steps that may begin; each begins a run of its own."""

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self.arcs: dict[int, Arc] = {}
        self.incoming: dict[str, set[int]] = {}
        #: Also those that no outcome uses: conditions that are never true.
        self.leaving: dict[str, set[int]] = {}
        self.sources: list[str] = []

    def add(self, step: Step) -> Step:
        """Put a step on the field."""
        self.steps[step.id] = step
        self.incoming.setdefault(step.id, set())
        self.leaving.setdefault(step.id, set())
        return step

    def connect(self, source: str, target: str, via: Iterable[str] = ()) -> int:
        """A new arc, yet without an outcome that uses it; its number."""
        passed = tuple(via)
        arc = Arc(len(self.arcs), source, target, passed, frozenset(passed), source)
        self.arcs[arc.id] = arc
        self.incoming.setdefault(target, set()).add(arc.id)
        self.leaving.setdefault(source, set()).add(arc.id)
        return arc.id

    def remove(self, arc: Arc) -> None:
        """Take an arc away; no outcome may use it any more."""
        del self.arcs[arc.id]
        self.incoming[arc.target].discard(arc.id)
        self.leaving[arc.source].discard(arc.id)

    def move(self, arc: Arc, source: str) -> None:
        """Let an arc begin at another step."""
        self.leaving[arc.source].discard(arc.id)
        self.leaving[source].add(arc.id)
        arc.source = source
