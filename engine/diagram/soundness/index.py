"""A process looked up quickly: who stands in which scope, what is attached to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.model import Node, Process


class Index:
    """The nodes of a process by scope and by host; a node whose scope or host does not exist has none."""

    def __init__(self, process: Process) -> None:
        self.process = process
        children: defaultdict[str | None, list[Node]] = defaultdict(list)
        boundaries: defaultdict[str | None, list[Node]] = defaultdict(list)
        for node in process.nodes.values():
            children[node.parent].append(node)
            if node.kind == "boundaryEvent":
                boundaries[node.attached_to].append(node)
        self._children: Mapping[str | None, Sequence[Node]] = dict(children)
        self._boundaries: Mapping[str | None, Sequence[Node]] = dict(boundaries)

    def children(self, parent: str | None) -> Sequence[Node]:
        """Nodes drawn directly in a scope (None: the process), in document order."""
        return self._children.get(parent, ())

    def boundaries(self, host: str | None) -> Sequence[Node]:
        """Boundary events of a node, in document order; nothing is attached to the process itself."""
        return self._boundaries.get(host, ()) if host is not None else ()

    def inside(self, host: str) -> Sequence[Node]:
        """Everything drawn in a sub-process, however deep."""
        found: list[Node] = []
        ahead = [host]
        while ahead:
            inner = self.children(ahead.pop())
            found += inner
            ahead += [node.id for node in inner]
        return found
