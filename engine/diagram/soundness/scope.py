"""From the nodes of one scope to its net."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from engine.diagram.graph import link
from engine.diagram.soundness.index import Index
from engine.diagram.soundness.net import Join, Net, Step
from engine.diagram.soundness.throws import ends_its_scope, may_happen
from engine.diagram.soundness.ways import subsets, ways
from engine.model import Flow, Node

#: Gateways that wait for more than one token.
JOINS: Mapping[str, Join] = {
    "parallelGateway": "all", "inclusiveGateway": "inclusive", "complexGateway": "inclusive",
}


class Scope:
    """The nodes drawn directly in a process or sub-process, as the steps of a net.

    `endless`: ids of sub-processes that cannot complete. Boundary events that do not interrupt and whose ways never meet
    any other begin runs of their own: however often they fire, nobody waits for them.
    """

    def __init__(self, index: Index, parent: str | None, endless: Iterable[str] = ()) -> None:
        self.index = index
        self.endless = frozenset(endless)
        self.nodes = {
            node.id: node
            for node in index.children(parent)
            if not (node.triggered_by_event or node.for_compensation or _compensates(node))
        }
        self.leaving: defaultdict[str, list[Flow]] = defaultdict(list)
        for flow in index.process.flows.values():
            if flow.source in self.nodes and flow.target in self.nodes:
                self.leaving[flow.source].append(flow)
        self.boundaries: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            if node.kind == "boundaryEvent" and node.attached_to in self.nodes and may_happen(index, node):
                self.boundaries[node.attached_to].append(node)
        targets = {link(node): id for id, node in self.nodes.items() if node.kind == "intermediateCatchEvent" and link(node)}
        self.jumps = {
            id: targets[link(node)]
            for id, node in self.nodes.items()
            if node.kind == "intermediateThrowEvent" and link(node) in targets
        }
        self.next = {id: self._next(id) for id in self.nodes}
        self.before: defaultdict[str, set[str]] = defaultdict(set)
        for id, following in self.next.items():
            for target in following:
                self.before[target].add(id)

    def undecidable(self) -> str | None:
        """A node whose tokens cannot be told from the drawing, if there is one."""
        return next((id for id, node in self.nodes.items() if self._counts(node)), None)

    def _counts(self, node: Node) -> bool:
        quantities = (node.start_quantity, node.completion_quantity) != (1, 1)
        return quantities or (node.kind == "complexGateway" and len(self.before[node.id]) > 1)

    def net(self) -> Net:
        """The net, with a source for each way to begin."""
        net = Net()
        apart = self._standing_apart()
        for node in self.nodes.values():
            net.add(Step(node.id, JOINS.get(node.kind, "any"), effect=ends_its_scope(self.index, node) or "go"))
        for node in self.nodes.values():
            self._leave(net, node, apart)
        self._begin(net)
        net.sources += sorted(apart)
        return net

    def _leave(self, net: Net, node: Node, apart: set[str]) -> None:
        step = net.steps[node.id]
        if step.effect != "go":
            return
        arcs = {flow.id: net.connect(node.id, flow.target, (flow.id,)) for flow in self.leaving[node.id]}
        normal = [frozenset(arcs[id] for id in way) for way in ways(node, self.leaving[node.id])]
        if node.id in self.jumps:
            normal = [frozenset({net.connect(node.id, self.jumps[node.id])})]
        events = [event for event in self.boundaries[node.id] if event.id not in apart]
        if not events and not normal:
            step.effect = "leave" if node.id in self.endless else "end"
            return
        if not normal:
            normal = [frozenset({net.connect(node.id, net.add(Step(f"{node.id}.", effect="end")).id)})]
        if node.id in self.endless:
            if not events:
                step.effect = "leave"
                return
            normal = []
        fired = {event.id: net.connect(node.id, event.id) for event in events}
        normal += [frozenset({fired[event.id]}) for event in events if event.interrupting]
        beside = [frozenset(fired[id] for id in some) for some in subsets([e.id for e in events if not e.interrupting])]
        step.outcomes = list(dict.fromkeys(base | more for base in normal or [frozenset[int]()] for more in beside))

    def _begin(self, net: Net) -> None:
        """Start events, and instantiating nodes, each begin alone; where there are none, whatever nothing leads to begins."""
        starts = [node.id for node in self.nodes.values() if node.kind == "startEvent"]
        first = [id for id, node in self.nodes.items() if not net.incoming[id] and self._begins_by_itself(node)]
        alone = [id for id in first if self.nodes[id].instantiate]
        if starts or alone:
            net.sources += dict.fromkeys((*starts, *alone))
        elif first:
            begin = net.add(Step(""))
            begin.outcomes = [frozenset(net.connect("", id) for id in first)]
            net.sources.append(begin.id)

    @staticmethod
    def _begins_by_itself(node: Node) -> bool:
        return node.kind != "boundaryEvent" and not (link(node) and node.kind != "intermediateThrowEvent")

    def _standing_apart(self) -> set[str]:
        """Boundary events that do not interrupt, and whose ways only they and their like lead to, ends aside."""
        alike: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for events in self.boundaries.values():
            for event in events:
                if not event.interrupting:
                    alike[frozenset(self.next[event.id])].add(event.id)
        regions = {first: self._region(first) for first in alike}
        while True:
            own = set[str]().union(*regions.values(), *(alike[first] for first in regions))
            mixed = [first for first, region in regions.items() if not self._closed(region, own)]
            if not mixed:
                return set[str]().union(*(alike[first] for first in regions))
            for first in mixed:
                del regions[first]

    def _closed(self, region: set[str], own: set[str]) -> bool:
        """Whether nothing else leads into a region; where tokens wait for each other, not even a second of its like."""
        for id in region:
            outside = self.before[id] - region
            if self.nodes[id].kind != "endEvent" and not (
                outside <= own and (self.nodes[id].kind not in JOINS or len(outside) < 2)
            ):
                return False
        return True

    def _region(self, first: frozenset[str]) -> set[str]:
        region: set[str] = set()
        ahead = list(first)
        while ahead:
            id = ahead.pop()
            if id not in region:
                region.add(id)
                ahead += self.next[id]
        return region

    def _next(self, id: str) -> list[str]:
        jump = [self.jumps[id]] if id in self.jumps else []
        return [flow.target for flow in self.leaving[id]] + [event.id for event in self.boundaries[id]] + jump


def _compensates(node: Node) -> bool:
    return node.kind == "boundaryEvent" and any(event.kind == "compensate" for event in node.events)
