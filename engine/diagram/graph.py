"""Which nodes of a process a token can get to, and from which it can get out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.model import ACTIVITIES, Node, Process


@dataclass(frozen=True, slots=True)
class Graph:
    """The steps of a process: along flows, from an activity to its boundary events, from a link to its target.

    Flows with an end that does not exist are left out; a sub-process counts as one step.
    """

    #: node id -> ids of the nodes that follow
    steps: Mapping[str, frozenset[str]]
    #: sub-process id (None: the process) -> its nodes in document order
    scopes: Mapping[str | None, tuple[Node, ...]]


def graph(process: Process) -> Graph:
    """The steps of a process."""
    steps: defaultdict[str, set[str]] = defaultdict(set)
    scopes: defaultdict[str | None, list[Node]] = defaultdict(list)
    links: defaultdict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for flow in process.flows.values():
        if flow.source in process.nodes and flow.target in process.nodes:
            steps[flow.source].add(flow.target)
    for node in process.nodes.values():
        scopes[node.parent].append(node)
        if node.attached_to is not None:
            steps[node.attached_to].add(node.id)
        if node.undone_by is not None:
            steps[node.id].add(node.undone_by)
        if node.kind == "intermediateCatchEvent" and link(node):
            links[node.parent, link(node)].add(node.id)
    for node in process.nodes.values():
        if node.kind == "intermediateThrowEvent" and link(node):
            steps[node.id] |= links[node.parent, link(node)]
    return Graph(
        steps={name: frozenset(targets) for name, targets in steps.items()},
        scopes={parent: tuple(nodes) for parent, nodes in scopes.items()},
    )


def link(node: Node) -> str | None:
    """The name of a link event, else None."""
    return next((event.name for event in node.events if event.kind == "link"), None)


def reached(steps: Mapping[str, frozenset[str]], seeds: Iterable[str]) -> set[str]:
    """Everything that can be reached from `seeds`, themselves included."""
    found = set(seeds)
    waiting = list(found)
    while waiting:
        fresh = steps.get(waiting.pop(), frozenset()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def backwards(steps: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The same steps, walked from their end."""
    turned: defaultdict[str, set[str]] = defaultdict(set)
    for source, targets in steps.items():
        for target in targets:
            turned[target].add(source)
    return {name: frozenset(sources) for name, sources in turned.items()}


def starts(nodes: Sequence[Node], owner: Node | None) -> set[str]:
    """Where a token of a scope begins: start events, else whatever nothing leads to; and event sub-processes.

    In an ad-hoc sub-process everything may begin.
    """
    if owner is not None and owner.kind == "adHocSubProcess":
        return {node.id for node in nodes}
    drawn = {node.id for node in nodes if node.kind == "startEvent" or (node.instantiate and not node.incoming)}
    return (drawn or implicit_starts(nodes)) | {node.id for node in nodes if node.triggered_by_event}


def implicit_starts(nodes: Iterable[Node]) -> set[str]:
    """Nodes that begin by themselves in a scope without start event (BPMN 2.0.2, 13.2): nothing leads to them."""
    return {
        node.id
        for node in nodes
        if not (node.incoming or node.kind == "boundaryEvent" or node.triggered_by_event or link(node))
        and not (node.for_compensation or node.instantiate)
    }


def is_activity(node: Node | None) -> bool:
    """Whether a node does work: a task, a sub-process or a call activity."""
    return node is not None and node.kind in ACTIVITIES
