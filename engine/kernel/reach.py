"""What lies after an element: along flows, boundary events and links, but not back around a loop."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.model import Process


def after(
    process: Process, scope: str | None, element_id: str, stops: Collection[str] = ()
) -> frozenset[str]:
    """The elements of one scope (None: the process) that a token at the element may still come to, itself included.

    Flows that lead back into a loop do not count: what a loop would come to again lies before. A token ends at `stops`.
    """
    steps = _steps(process, scope)
    forward = _without_loops(steps)
    found = {element_id}
    ahead = [element_id]
    while ahead:
        here = ahead.pop()
        fresh = [target for target in forward.get(here, ()) if target not in found and here not in stops]
        found.update(fresh)
        ahead.extend(fresh)
    return frozenset(found)


def _steps(process: Process, scope: str | None) -> dict[str, list[str]]:
    """Where each element of a scope leads, in document order."""
    nodes = process.children(scope)
    steps = {node.id: [process.flows[flow].target for flow in node.outgoing] for node in nodes}
    caught = {
        event.name: node.id
        for node in nodes if node.kind == "intermediateCatchEvent"
        for event in node.events if event.kind == "link"
    }
    for node in nodes:
        if node.attached_to in steps:
            steps[str(node.attached_to)].append(node.id)
        if node.undone_by in steps:
            steps[node.id].append(str(node.undone_by))
        for event in node.events if node.kind == "intermediateThrowEvent" else ():
            if event.kind == "link" and event.name in caught:
                steps[node.id].append(caught[event.name])
    return steps


def _without_loops(steps: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The steps without those that lead back to an element on the way there, seen from where the scope begins."""
    entered = {target for targets in steps.values() for target in targets}
    forward: dict[str, list[str]] = {name: [] for name in steps}
    done: set[str] = set()
    for first in sorted(steps, key=lambda name: name in entered):
        if first in done:
            continue
        way = {first}
        ahead = [(first, iter(steps[first]))]
        while ahead:
            here, targets = ahead[-1]
            target = next(targets, None)
            if target is None:
                ahead.pop()
                way.discard(here)
                done.add(here)
            elif target not in way:
                forward[here].append(target)
                if target not in done:
                    way.add(target)
                    ahead.append((target, iter(steps[target])))
    return forward
