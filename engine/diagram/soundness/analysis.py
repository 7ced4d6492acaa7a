"""The soundness of a process: every scope on its own, the inner ones first."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping

from engine.diagram.graph import graph, starts
from engine.diagram.soundness.index import Index
from engine.diagram.soundness.loops import loops
from engine.diagram.soundness.problem import Kind, Problem
from engine.diagram.soundness.scope import Scope
from engine.diagram.soundness.search import Budget, Found, Move, Search
from engine.diagram.soundness.shrink import shrink
from engine.model import GATEWAYS, Process

#: Moves of the token game that a file may cost: about a second.
MOST_MOVES = 60_000
SUB_PROCESSES = ("subProcess", "transaction")


def analyse(process: Process, budget: Budget | None = None) -> list[Problem]:
    """Everything unsound in a process, in no particular order; never raises for a diagram that could be read.

    `budget` is shared by the processes of a file; without one MOST_MOVES are allowed.
    """
    return list(_Analysis(process, budget or Budget(MOST_MOVES)).problems())


class _Analysis:
    def __init__(self, process: Process, budget: Budget) -> None:
        self.index = Index(process)
        self.budget = budget
        self.drawn = graph(process)
        #: Sub-processes that no run completes.
        self.endless: set[str] = set()

    def problems(self) -> Iterator[Problem]:
        nodes = self.index.process.nodes.values()
        # In document order a sub-process stands before what is in it.
        for node in reversed([node for node in nodes if node.kind in SUB_PROCESSES]):
            completes = yield from self._scope(node.id)
            if not completes:
                self.endless.add(node.id)
        yield from self._scope(None)
        yield from loops(self.index, self.drawn)

    def _scope(self, parent: str | None) -> Generator[Problem, None, bool]:
        """The problems of one scope; returns whether some run may complete it."""
        scope = Scope(self.index, parent, self.endless)
        element = parent or self.index.process.id
        reason = scope.undecidable()
        if reason is not None:
            yield Problem(kind="undecided", element_id=reason)
            return True
        net = scope.net()
        shrink(net)
        search = Search(net, self.budget)
        found = search.run()
        if not found.complete:
            yield Problem(kind="undecided", element_id=element)
        yield from self._told(search, "deadlock", found.stuck)
        yield from self._told(search, "synchronisation", found.doubled)
        if not found.doubled:
            # Tokens that were too many before the end are too many at the end as well.
            yield from self._told(search, "completion", found.ended_twice)
        if found.complete and not found.doubled:
            yield from self._dead(scope, parent, found)
        events = [node.id for node in self.index.children(parent) if node.triggered_by_event]
        by_event = any(event not in self.endless for event in events)
        return found.completes or not found.complete or bool(found.doubled) or by_event

    def _told(self, search: Search, kind: Kind, where: Mapping[str, Move]) -> Iterator[Problem]:
        nodes, flows = self.index.process.nodes, self.index.process.flows
        for step, move in where.items():
            # A step that is not drawn stands for the end of an activity that nothing follows.
            element = step if step in nodes else step[:-1]
            passed = [id for id in search.path(move) if id in nodes or id in flows]
            path = tuple(passed if passed[-1:] == [element] else [*passed, element])
            empty = tuple(flow for flow in nodes[element].incoming if flow not in passed) if kind == "deadlock" else ()
            yield Problem(kind=kind, element_id=element, path=path, flows=empty)

    def _dead(self, scope: Scope, parent: str | None, found: Found) -> Iterator[Problem]:
        """What a way leads to and yet never happens: of a row of such nodes the first, gateways aside."""
        before = self._ways(scope, starts(self.index.children(parent), None))
        for id, node in scope.nodes.items():
            if id in found.happened or id not in before or node.kind in GATEWAYS:
                continue
            way = [id]
            while (last := before[way[-1]]) is not None:
                way.append(last)
            dead = [one for one in way[1:] if one not in found.happened and scope.nodes[one].kind not in GATEWAYS]
            if not dead:
                yield Problem(kind="dead", element_id=id, path=tuple(reversed(way)))

    def _ways(self, scope: Scope, begin: Iterable[str]) -> dict[str, str | None]:
        """For each node that the drawing leads to, the one before it on a shortest way."""
        before: dict[str, str | None] = {id: None for id in sorted(begin) if id in scope.nodes}
        ahead = list(before)
        for id in ahead:
            for target in sorted(self.drawn.steps.get(id, ())):
                if target in scope.nodes and target not in before:
                    before[target] = id
                    ahead.append(target)
        return before
