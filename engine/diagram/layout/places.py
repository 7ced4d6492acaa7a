"""Numbers: from columns, rows and routes to the places of shapes, labels and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.diagram.layout.grid import Grid, Level, arrange, level_of
from engine.diagram.layout.routes import Channels, Place, Route, Router
from engine.diagram.layout.shapes import (
    EVENT,
    LINE,
    PADDING,
    Box,
    Drawing,
    Point,
    Side,
    size_of,
    straightened,
    text_size,
)
from engine.model import ACTIVITIES, GATEWAYS, Node, Process

#: Least room between columns and above a row; from one channel to the next; what a band keeps free along its edge.
GAP, GUTTER, STEP, EDGE = 50, 24, 14, 16

Sizes = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Axis:
    """Columns or rows one after the other: the line through the middle of each, and where the room before each begins."""

    middles: Sequence[int]
    rooms: Sequence[int]
    length: int

    @classmethod
    def of(cls, cells: Sequence[tuple[int, int]], rooms: Sequence[int]) -> Axis:
        """From what each cell needs before and behind its middle, and the room before each cell and behind the last."""
        at, middles, begins = 0, [], []
        for room, (before, behind) in zip(rooms, [*cells, (0, 0)], strict=True):
            begins.append(at)
            middles.append(at + room + before)
            at += room + before + behind
        return cls(middles[:-1], begins, at)

    def at(self, place: Place, rooms_before: int) -> int:
        """The number of a middle or channel. `rooms_before`: 0 when channels are counted with the cell behind them, else 1."""
        if place[0] == "middle":
            return self.middles[place[1]]
        return self.rooms[place[1] + rooms_before] + EDGE + GUTTER // 2 + STEP * place[2]


def draw(process: Process, parent: str | None = None) -> Drawing:
    """The drawing of a process (parent None) or of what one of its sub-processes contains."""
    level = level_of(process, parent)
    inner = {node.id: draw(process, node.id) for node in level.nodes.values() if process.children(node.id)}
    sizes = {name: size_of(node, inner.get(name)) for name, node in level.nodes.items()}
    grid = arrange(level)
    router = Router(level, grid)
    routes = dict(router.all())
    columns, rows = _columns(level, grid, router.gaps, routes, sizes), _rows(level, grid, router.gutters, sizes)
    drawing = Drawing(width=columns.length, height=rows.length)
    for name, (column, row) in grid.cells.items():
        width, height = sizes[name]
        box = Box(columns.middles[column] - width // 2, rows.middles[row] - height // 2, width, height)
        drawing.shapes[name] = box
        if name in inner:
            drawing.put(inner[name], box.x + PADDING, box.y + PADDING + LINE)
    _hang(level, drawing)
    drawing.lines |= {key: _line(drawing, level, key, route, (columns, rows)) for key, route in routes.items()}
    _label(level, routes, drawing)
    drawing.bands |= _bands(grid, rows)
    return drawing


def _columns(level: Level, grid: Grid, gaps: Channels, routes: Mapping[str, Route], sizes: Sizes) -> Axis:
    halves = [max((sizes[name][0] // 2 for name in grid.cells if grid.cells[name][0] == column), default=0)
              for column in range(grid.columns)]
    rooms = [GAP + STEP * max(gaps.count(gap) - 1, 0) for gap in range(-1, grid.columns)]
    for key, route in routes.items():
        name, source = level.flows[key].name, level.ends[key][0]
        if name and route.leaves != "bottom":
            behind = grid.cells[source][0] + 1
            rooms[behind] = max(rooms[behind], text_size(name)[0] + GUTTER)
    for key in _together(level, routes):
        before, channels = grid.cells[level.ends[key][1]][0], gaps.count(grid.cells[level.ends[key][1]][0] - 1)
        rooms[before] = max(rooms[before], text_size(level.flows[key].name)[0] + 2 * GUTTER + STEP * channels)
    return Axis.of([(half, half) for half in halves], rooms)


def _together(level: Level, routes: Mapping[str, Route]) -> frozenset[str]:
    """Named flows that turn after they left to the right of a node which another named flow leaves there, too."""
    named = [key for key, route in routes.items() if level.flows[key].name and route.leaves == "right"]
    leaving = Counter(level.ends[key][0] for key in named)
    return frozenset(key for key in named if leaving[level.ends[key][0]] > 1 and routes[key].turns)


def _rows(level: Level, grid: Grid, gutters: Channels, sizes: Sizes) -> Axis:
    cells = []
    for row in range(len(grid.bands)):
        names = [name for name in grid.cells if grid.cells[name][1] == row]
        above = max((sizes[name][1] // 2 + _lettering(level.nodes[name], GATEWAYS) for name in names), default=EVENT[1])
        below = max((sizes[name][1] // 2 + _under(level, name) for name in names), default=EVENT[1])
        cells.append((above, below))
    bands = [None, *grid.bands, None]
    turns = [bands[row] != bands[row + 1] for row in range(len(grid.bands) + 1)]
    rooms = [GUTTER + EDGE * turn + STEP * gutters.count(row) for row, turn in enumerate(turns)]
    return Axis.of(cells, [rooms[0] + EDGE, *rooms[1:-1], rooms[-1] + EDGE])


def _lettering(node: Node, kinds: frozenset[str]) -> int:
    return text_size(node.name)[1] if node.name and node.kind in kinds else 0


def _under(level: Level, name: str) -> int:
    """What a node needs below itself: its label, or the events on its lower edge and theirs."""
    node = level.nodes[name]
    hung = [one for one in level.boundaries.values() if one.attached_to == name]
    own = text_size(node.name)[1] if node.name and node.kind not in ACTIVITIES else 0
    return max([own, *(EVENT[1] // 2 + text_size(one.name)[1] for one in hung)])


def _hang(level: Level, drawing: Drawing) -> None:
    """Boundary events along the lower edge of their host, from the right."""
    for host in level.nodes:
        hung = [one.id for one in level.boundaries.values() if one.attached_to == host]
        box = drawing.shapes[host]
        apart = min(EVENT[0] + 12, box.width // (len(hung) + 1)) if hung else 0
        for number, name in enumerate(hung):
            right = box.x + box.width - apart * number - EVENT[0] - 8
            drawing.shapes[name] = Box(right, box.y + box.height - EVENT[1] // 2, *EVENT)


def _line(drawing: Drawing, level: Level, key: str, route: Route, axes: tuple[Axis, Axis]) -> list[Point]:
    flow = level.flows[key]
    begin = drawing.shapes[flow.source].side(route.leaves)
    end = drawing.shapes[flow.target].side(route.enters)
    turns = [(axes[0].at(x, 1), axes[1].at(y, 0)) for x, y in route.turns]
    if turns and route.leaves in ("top", "bottom"):
        turns[0] = (begin[0], turns[0][1])
    if turns and route.enters in ("top", "bottom"):
        turns[-1] = (end[0], turns[-1][1])
    return straightened([begin, *turns, end])


def _label(level: Level, routes: Mapping[str, Route], drawing: Drawing) -> None:
    sides: dict[str, set[Side]] = {}
    together = _together(level, routes)
    for key, route in routes.items():
        sides.setdefault(level.flows[key].source, set()).add(route.leaves)
        sides.setdefault(level.flows[key].target, set()).add(route.enters)
        if level.flows[key].name:
            drawing.labels[key] = _beside(drawing.lines[key], level.flows[key].name, -1 if key in together else 0)
    for node in [*level.nodes.values(), *level.boundaries.values()]:
        if node.name and node.kind not in ACTIVITIES:
            put: Callable[[Box, str, set[Side]], Box] = _right if node.attached_to else _around
            drawing.labels[node.id] = put(drawing.shapes[node.id], node.name, sides.get(node.id, set()))


def _beside(line: Sequence[Point], name: str, run: int) -> Box:
    """The name of a flow: above its first run to the right or left, or above its last one when others share the first."""
    runs = [(a, b) for a, b in zip(line, line[1:], strict=False) if a[1] == b[1]]
    (begin, end) = runs[run] if runs else (line[0], line[1])
    width, height = text_size(name)
    return Box(begin[0] + 6 if end[0] >= begin[0] else begin[0] - width - 6, begin[1] - height - 3, width, height)


def _around(box: Box, name: str, used: set[Side]) -> Box:
    """The name of an event or gateway: below, else above, else above and to the left of the line."""
    width, height = text_size(name)
    middle = box.x + box.width // 2
    if "bottom" not in used:
        return Box(middle - width // 2, box.y + box.height + 2, width, height)
    left = middle - width // 2 if "top" not in used else middle - width - 6
    return Box(left, box.y - height - 2, width, height)


def _right(box: Box, name: str, used: set[Side]) -> Box:
    """The name of a boundary event: below and to the right of the line that leaves it."""
    width, height = text_size(name)
    return Box(box.x + box.width // 2 + 6, box.y + box.height + 1, width, height)


def _bands(grid: Grid, rows: Axis) -> dict[str, tuple[int, int]]:
    """Each lane from just below what stands above it to just below its last row."""
    edges = [0, *(rows.rooms[row] + EDGE // 2 for row in range(1, len(grid.bands))), rows.length]
    found: dict[str, tuple[int, int]] = {}
    for row, band in enumerate(grid.bands):
        if band is not None:
            top = found[band][0] if band in found else edges[row]
            found[band] = (top, edges[row + 1] - top)
    return found

