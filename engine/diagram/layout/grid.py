"""Which column and which row each node of a level stands in. A level is a process, or what a sub-process contains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.model import Flow, Node, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What is drawn together: nodes with a place of their own, and flows whose ends are such nodes."""

    nodes: Mapping[str, Node]
    #: Flow -> the nodes at its ends; a flow out of a boundary event begins at the event's host.
    ends: Mapping[str, tuple[str, str]]
    flows: Mapping[str, Flow]
    boundaries: Mapping[str, Node]
    #: Ids of the lanes that are drawn as bands, from top to bottom; one nameless band where there are none.
    bands: Sequence[str | None]


@dataclass(slots=True)
class Grid:
    """Node -> (column, row); row -> the band that it lies in."""

    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    bands: list[str | None] = field(default_factory=list)

    @property
    def taken(self) -> dict[tuple[int, int], str]:
        """The node in each cell."""
        return {cell: node for node, cell in self.cells.items()}

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return 1 + max((column for column, _ in self.cells.values()), default=0)


def level_of(process: Process, parent: str | None) -> Level:
    """What stands directly in a process (None) or in one of its sub-processes."""
    inside = process.children(parent)
    boundaries = {node.id: node for node in inside if node.attached_to is not None}
    nodes = {node.id: node for node in inside if node.attached_to is None}
    host = {node.id: node.attached_to or "" for node in boundaries.values()}
    flows = {flow.id: flow for flow in process.flows.values() if flow.target in nodes}
    ends = {flow.id: (host.get(flow.source, flow.source), flow.target) for flow in flows.values()}
    known = {key: pair for key, pair in ends.items() if pair[0] in nodes}
    used = {node.lane for node in nodes.values()}
    bands: list[str | None] = [lane.id for lane in process.lanes if lane.id in used or not lane.nodes] if parent is None else []
    if None in used or not bands:
        bands.append(None)
    return Level(nodes=nodes, ends=known, flows=flows, boundaries=boundaries, bands=bands)


def arrange(level: Level) -> Grid:
    """Columns by the longest way from a start, rows so that the longest way onward goes straight."""
    backward = _backward(level)
    forward = [pair for pair in level.ends.values() if pair not in backward]
    columns = _longest(level.nodes, forward)
    onward = _longest(level.nodes, [(target, source) for source, target in forward])
    before: dict[str, list[str]] = {node: [] for node in level.nodes}
    for source, target in forward:
        before[target].append(source)
    below = {flow.target for flow in level.flows.values() if flow.source in level.boundaries}
    tracks: dict[str, int] = {}
    taken: set[tuple[str | None, int, int]] = set()
    for name in sorted(level.nodes, key=lambda one: (columns[one], one in below, -onward[one], list(level.nodes).index(one))):
        band = _band(level, name)
        near = [other for other in before[name] if other in tracks and _band(level, other) == band]
        track = min((tracks[other] for other in near), default=0) + (name in below and bool(near))
        while (band, track, columns[name]) in taken:
            track += 1
        tracks[name] = track
        first = min((columns[other] for other in near if tracks[other] == track), default=columns[name] - 1)
        taken |= {(band, track, column) for column in range(first + 1, columns[name] + 1)}
    return _grid(level, columns, tracks)


def _grid(level: Level, columns: Mapping[str, int], tracks: Mapping[str, int]) -> Grid:
    grid = Grid()
    for band in level.bands:
        names = [name for name in level.nodes if _band(level, name) == band]
        top = len(grid.bands)
        grid.bands += [band] * (1 + max((tracks[name] for name in names), default=0))
        grid.cells |= {name: (columns[name], top + tracks[name]) for name in names}
    return grid


def _band(level: Level, name: str) -> str | None:
    lane = level.nodes[name].lane
    return lane if lane in level.bands else None


def _backward(level: Level) -> set[tuple[str, str]]:
    """The pairs that close a loop, found by going through the level from its starts in document order."""
    after: dict[str, list[str]] = {name: [] for name in level.nodes}
    for source, target in level.ends.values():
        after[source].append(target)
    begun, done, found = set[str](), set[str](), set[tuple[str, str]]()
    entered = {target for source, target in level.ends.values() if source != target}
    for root in sorted(level.nodes, key=lambda name: name in entered):
        ahead = [(root, iter(after[root]))] if root not in begun else []
        begun.add(root)
        while ahead:
            name, rest = ahead[-1]
            following = next(rest, None)
            if following is None:
                done.add(name)
                ahead.pop()
            elif following in begun:
                found |= set() if following in done else {(name, following)}
            else:
                begun.add(following)
                ahead.append((following, iter(after[following])))
    return found


def _longest(nodes: Iterable[str], pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The length of the longest way to each node over pairs without a loop."""
    length = dict.fromkeys(nodes, 0)
    waits = dict.fromkeys(length, 0)
    after: dict[str, list[str]] = {name: [] for name in length}
    for source, target in pairs:
        waits[target] += 1
        after[source].append(target)
    ready = [name for name, count in waits.items() if count == 0]
    while ready:
        name = ready.pop()
        for target in after[name]:
            length[target] = max(length[target], length[name] + 1)
            waits[target] -= 1
            if waits[target] == 0:
                ready.append(target)
    return length
