"""Ways that lead round in a circle without ever waiting: a case that takes one would never stop by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.diagram.graph import Graph, backwards
from engine.diagram.soundness.index import Index
from engine.diagram.soundness.problem import Problem
from engine.model import Node

#: Tasks that always wait for somebody or something; a called process is taken to wait.
WAITING = frozenset({"userTask", "serviceTask", "receiveTask", "callActivity", "adHocSubProcess", "eventBasedGateway"})
#: Nodes that may change what conditions see, even without mappings.
CHANGING = frozenset({"businessRuleTask", "scriptTask", "sendTask", "subProcess", "transaction"})


def loops(index: Index, drawn: Graph) -> Iterator[Problem]:
    """One problem for each group of nodes that lead to each other and of which none waits."""
    nodes = index.process.nodes
    automatic = {id for id, node in nodes.items() if not waits(index, node)}
    automatic = _between_circles({id: drawn.steps.get(id, frozenset()) & automatic for id in automatic})
    steps = {id: sorted(drawn.steps.get(id, frozenset()) & automatic) for id in automatic}
    done: set[str] = set()
    for id in nodes:
        if id in automatic and id not in done:
            circle = _circle(steps, id)
            if circle:
                done |= set(circle)
                certain = not any(_changes(nodes[one]) for one in circle)
                yield Problem(kind="loop", element_id=id, path=(*circle, id), certain=certain)
            done.add(id)


def waits(index: Index, node: Node) -> bool:
    """Whether a token stays at a node until something happens; a sub-process does when each way through it does."""
    if node.kind in WAITING or node.job_type is not None:
        return True
    if node.kind in ("intermediateCatchEvent", "boundaryEvent"):
        return any(event.kind not in ("none", "link", "error", "escalation", "cancel") for event in node.events)
    if node.kind in ("subProcess", "transaction"):
        return _waits_inside(index, node)
    return False


def _waits_inside(index: Index, scope: Node) -> bool:
    """Whether no way from a start inside gets to an end without waiting."""
    inside = {node.id: node for node in index.children(scope.id) if not node.triggered_by_event}
    flows = index.process.flows
    ahead = [id for id, node in inside.items() if not node.incoming and node.kind != "boundaryEvent"]
    seen: set[str] = set()
    while ahead:
        id = ahead.pop()
        if id in seen or id not in inside or waits(index, inside[id]):
            continue
        seen.add(id)
        if not inside[id].outgoing:
            return False
        ahead += [flows[flow].target for flow in inside[id].outgoing]
    return bool(inside)


def _between_circles(steps: Mapping[str, frozenset[str]]) -> set[str]:
    """Nodes that are on a circle or on a way between circles: whatever begins or ends a way is taken off, again and again.

    What is left is small in a real diagram; looking for circles from every node of a long row would cost its square.
    """
    left = set(steps)
    for ways in (steps, backwards(steps)):
        after = backwards(ways)
        open_ways = {id: len(ways.get(id, frozenset()) & left) for id in left}
        ends = [id for id, count in open_ways.items() if count == 0]
        for id in ends:
            left.discard(id)
            for other in after.get(id, frozenset()) & left:
                open_ways[other] -= 1
                if open_ways[other] == 0:
                    ends.append(other)
    return left


def _circle(steps: Mapping[str, list[str]], start: str) -> list[str]:
    """The shortest way from a node back to itself, the node first; empty when there is none."""
    before: dict[str, str] = {}
    ahead = [start]
    for id in ahead:
        for target in steps[id]:
            if target == start:
                way = [id]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if target not in before:
                before[target] = id
                ahead.append(target)
    return []


def _changes(node: Node) -> bool:
    return node.kind in CHANGING or bool(node.outputs) or node.loop is not None
