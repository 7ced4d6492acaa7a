"""Every state that the tokens of a net can come to, and what is wrong with some of them.

A state is a set of arcs with a token, written as the bits of a number: more than one token on an arc is already a
finding, and nothing is followed beyond it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.diagram.soundness.net import Net, Step


@dataclass(frozen=True, slots=True)
class Move:
    """A step that took tokens in a state (None: before the first), and the arcs that got one."""

    before: int | None
    step: str
    outcome: frozenset[int]


@dataclass(slots=True)
class Budget:
    """Moves that may still be tried in this file."""

    moves: int


@dataclass(slots=True)
class Found:
    """What a search came to. Steps in trouble map to the last move that led there."""

    #: False when the budget was not enough.
    complete: bool = True
    #: Whether some run takes every token of the scope to an end.
    completes: bool = False
    stuck: dict[str, Move] = field(default_factory=dict)
    doubled: dict[str, Move] = field(default_factory=dict)
    ended_twice: dict[str, Move] = field(default_factory=dict)
    #: Every element that took part in some run.
    happened: set[str] = field(default_factory=set)


class Search:
    """One breadth-first search from every source of a net: the first way to a trouble is a shortest one."""

    def __init__(self, net: Net, budget: Budget) -> None:
        self.net = net
        self.budget = budget
        self.found = Found()
        # Arc numbers are few after shrinking; dense bits keep the states small.
        self.bits = {arc: 1 << place for place, arc in enumerate(net.arcs)}
        self.arcs = {bit: net.arcs[arc] for arc, bit in self.bits.items()}
        self.into = {id: self.mask(net.incoming[id]) for id in net.steps}
        self.ends = self.mask(arc.id for arc in net.arcs.values() if net.steps[arc.target].effect == "end")
        self.reach = {id: self._reach(id) for id, step in net.steps.items() if step.join == "inclusive"}
        #: How each state came about first, and every state from which it can come.
        self.moves: dict[int, Move] = {}
        self.back: dict[int, set[int]] = {}
        #: States from which nothing moves, or nothing more is asked.
        self.over: set[int] = set()
        self.queue: deque[int] = deque()

    def mask(self, arcs: Iterator[int] | set[int] | frozenset[int]) -> int:
        """The state with a token on each of these arcs."""
        return sum(self.bits[arc] for arc in arcs)

    def run(self) -> Found:
        """Follow every move until there is none left, or the budget is used up."""
        for source in self.net.sources:
            self._fire(None, 0, self.net.steps[source])
        while self.queue and self.budget.moves > 0:
            self._follow(self.queue.popleft())
        self.found.complete = not self.queue
        if self.found.complete:
            self._never_ending()
        return self.found

    def path(self, move: Move | None) -> list[str]:
        """The elements of a run up to this move, in the order in which tokens passed them."""
        moves: list[Move] = []
        while move is not None:
            moves.append(move)
            move = None if move.before is None else self.moves[move.before]
        passed: list[str] = []
        for move in reversed(moves):
            passed.append(move.step)
            for arc in sorted(move.outcome):
                passed += self.net.arcs[arc].via
        return passed

    def _follow(self, state: int) -> None:
        if not state & ~self.ends:
            self.over.add(state)
            self.found.completes |= state != 0
            return
        self.budget.moves -= state.bit_count() // 8
        ready = list(self._ready(state))
        for step, taken in ready:
            self._fire(state, state & ~taken, step)
        if not ready:
            self.over.add(state)
            self._stuck(state, self.moves[state])

    def _ready(self, state: int) -> Iterator[tuple[Step, int]]:
        """Steps that can take tokens now, and which."""
        asked = set()
        for bit in bits(state & ~self.ends):
            step = self.net.steps[self.arcs[bit].target]
            if step.join == "any":
                yield step, bit
            elif step.id not in asked:
                asked.add(step.id)
                arrived = state & self.into[step.id]
                if arrived == self.into[step.id] or (step.join == "inclusive" and self._all_came(step, state, arrived)):
                    yield step, arrived

    def _all_came(self, step: Step, state: int, arrived: int) -> bool:
        """BPMN 2.0.2, 13.4.3: no token elsewhere reaches an empty arc, unless it reaches a filled one as well."""
        for bit in bits(state & ~arrived & ~self.ends):
            reached = self.reach[step.id].get(self.arcs[bit].target, 0)
            if reached & ~arrived and not reached & arrived:
                return False
        return True

    def _fire(self, before: int | None, rest: int, step: Step) -> None:
        self.found.happened |= step.covers | {step.id}
        if step.effect in ("clear", "leave"):
            self.found.completes |= step.effect == "clear"
            self._come_to(0, Move(before, step.id, frozenset()))
        for outcome in step.outcomes:
            self.budget.moves -= 1 + len(outcome) // 8
            put = self.mask(outcome)
            move = Move(before, step.id, outcome)
            self.found.happened.update(*(self.net.arcs[arc].covers for arc in outcome))
            if self._safe(rest, put, move):
                self._come_to(rest | put, move)

    def _come_to(self, state: int, move: Move) -> None:
        if move.before is not None:
            self.back.setdefault(state, set()).add(move.before)
        if state not in self.moves:
            self.moves[state] = move
            self.queue.append(state)

    def _safe(self, rest: int, put: int, move: Move) -> bool:
        """Whether no two tokens meet that should not; tokens that meet at an end do no further harm."""
        safe = True
        for bit in bits(put):
            arc = self.arcs[bit]
            target = self.net.steps[arc.target]
            again = bool(rest & bit)
            beside = target.join == "any" and ((rest | put) & self.into[target.id]).bit_count() > 1
            if target.effect == "end" and not (again and arc.long):
                self.found.happened.add(target.id)
                if again or beside:
                    self.found.ended_twice.setdefault(target.id, move)
            elif again or (beside and target.effect == "go"):
                self.found.doubled.setdefault(arc.origin if again else target.id, move)
                safe = False
        if not safe and move.before is not None:
            self.over.add(move.before)
        return safe

    def _stuck(self, waiting: int, move: Move) -> None:
        for bit in bits(waiting & ~self.ends):
            if self.net.steps[self.arcs[bit].target].join != "any":
                self.found.stuck.setdefault(self.arcs[bit].target, move)

    def _never_ending(self) -> None:
        """States from which no run ends although something still moves: a token waits while others go round."""
        ending = set(self.over)
        ahead = list(ending)
        while ahead:
            fresh = self.back.get(ahead.pop(), set()) - ending
            ending |= fresh
            ahead += fresh
        lost = [state for state in self.moves if state not in ending]
        if lost:
            waiting = lost[0]
            for state in lost:
                waiting &= state
            self._stuck(waiting, self.moves[lost[0]])

    def _reach(self, join: str) -> dict[str, int]:
        """For each step the arcs into `join` that a token there can get to without passing it."""
        found: dict[str, int] = {}
        for arc in self.net.incoming[join]:
            ahead, seen = [self.net.arcs[arc].source], set()
            while ahead:
                id = ahead.pop()
                if id != join and id not in seen:
                    seen.add(id)
                    found[id] = found.get(id, 0) | self.bits[arc]
                    ahead += [self.net.arcs[before].source for before in self.net.incoming[id]]
        return found


def bits(state: int) -> Iterator[int]:
    """The single bits of a number, lowest first."""
    while state:
        lowest = state & -state
        yield lowest
        state ^= lowest
