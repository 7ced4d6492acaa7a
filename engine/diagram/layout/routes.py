"""The way of each flow over the grid: through free cells, between columns and between rows, never through a node.

A stop says where a line turns, in words of the grid: along x a column's middle or a channel in the gap behind a column,
along y a row's middle or a channel in the gutter above a row. `measure` turns them into numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from engine.diagram.layout.grid import Grid, Level
from engine.diagram.layout.shapes import Side
from engine.model import GATEWAYS

#: ("middle", column or row) or ("channel", gap or gutter, number).
Place = tuple[Literal["middle"], int] | tuple[Literal["channel"], int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A flow leaves by a side of its source, turns at stops, and enters its target by a side."""

    leaves: Side
    enters: Side
    turns: tuple[tuple[Place, Place], ...] = ()


@dataclass(slots=True)
class Channels:
    """Lines side by side in gaps (behind columns) or gutters (above rows): who runs where, so that none covers another."""

    used: dict[int, list[list[tuple[int, int, str, str]]]] = field(default_factory=dict)

    def take(self, place: int, between: tuple[int, int], ends: tuple[str, str]) -> Place:
        """A channel for a line between two levels; lines of one source or one target may share theirs."""
        low, high = min(between), max(between)
        channels = self.used.setdefault(place, [])
        for number, lines in enumerate(channels):
            if all(high < a or b < low or source == ends[0] or target == ends[1] for a, b, source, target in lines):
                lines.append((low, high, *ends))
                return ("channel", place, number)
        channels.append([(low, high, *ends)])
        return ("channel", place, len(channels) - 1)

    def count(self, place: int) -> int:
        """How many channels a gap or gutter has."""
        return len(self.used.get(place, ()))


class Router:
    """Finds the routes of a level one after the other; earlier ones keep their place."""

    def __init__(self, level: Level, grid: Grid) -> None:
        self.level, self.grid = level, grid
        self.taken = grid.taken
        self.gaps, self.gutters = Channels(), Channels()
        self.lines: dict[tuple[str, int, int], tuple[str, str]] = {}

    def all(self) -> Iterator[tuple[str, Route]]:
        """The route of each flow: straight ones first, so that the others go around them."""
        for key in sorted(self.level.ends, key=self._distance):
            source, target = self.level.ends[key]
            self.ends = (self.level.flows[key].source, target)
            yield key, self._route(self.level.flows[key].source in self.level.boundaries, source, target)

    def _distance(self, key: str) -> tuple[int, int]:
        (c1, r1), (c2, r2) = (self.grid.cells[name] for name in self.level.ends[key])
        return (0 if c2 > c1 else 1, abs(r2 - r1) * 100 + abs(c2 - c1))

    def _route(self, from_boundary: bool, source: str, target: str) -> Route:
        (c1, r1), (c2, r2) = self.grid.cells[source], self.grid.cells[target]
        if from_boundary:
            return self._from_below(c1, r1, c2, r2)
        if c2 <= c1:
            return self._back(source, target)
        if r1 == r2 and self._take(self._row(r1, c1 + 1, c2 - 1)):
            return Route(leaves="right", enters="left")
        if r1 == r2 and self.level.nodes[source].kind in GATEWAYS:
            return self._over(c1, c2, r1)
        return self._corner(source, target) or self._stepped(c1, r1, c2, r2)

    # --- shapes of a way ------------------------------------------------------------------------------------------

    def _corner(self, source: str, target: str) -> Route | None:
        """One turn: down or up from a gateway and into its target, or along the row and down or up into a gateway."""
        (c1, r1), (c2, r2) = self.grid.cells[source], self.grid.cells[target]
        down = r2 > r1
        if self.level.nodes[source].kind in GATEWAYS and r1 != r2:
            if self._take(self._column(c1, r1, r2), self._row(r2, c1, c2 - 1)):
                return Route(leaves="bottom" if down else "top", enters="left", turns=((("middle", c1), ("middle", r2)),))
        if self.level.nodes[target].kind in GATEWAYS and r1 != r2:
            if self._take(self._column(c2, r2, r1), self._row(r1, c1 + 1, c2)):
                return Route(leaves="right", enters="top" if down else "bottom", turns=((("middle", c2), ("middle", r1)),))
        return None

    def _over(self, c1: int, c2: int, row: int) -> Route:
        """Out of the top of a gateway, over what stands between, and down into the target."""
        along = self.gutters.take(row, (2 * c1 + 1, 2 * c2 + 1), self.ends)
        return Route(leaves="top", enters="top", turns=((("middle", c1), along), (("middle", c2), along)))

    def _stepped(self, c1: int, r1: int, c2: int, r2: int) -> Route:
        """Right, up or down between two columns, right again; by a gutter when neither row is free."""
        if r1 != r2 and self._take(self._row(r2, c1 + 1, c2 - 1)):
            gap = self.gaps.take(c1, (2 * r1 + 1, 2 * r2 + 1), self.ends)
            return Route(leaves="right", enters="left", turns=((gap, ("middle", r1)), (gap, ("middle", r2))))
        if r1 != r2 and self._take(self._row(r1, c1 + 1, c2 - 1)):
            gap = self.gaps.take(c2 - 1, (2 * r1 + 1, 2 * r2 + 1), self.ends)
            return Route(leaves="right", enters="left", turns=((gap, ("middle", r1)), (gap, ("middle", r2))))
        gutter = r2 + 1 if r2 < r1 else r2
        return self._by_gutter("right", (c1, r1), gutter, (c2, r2))

    def _by_gutter(self, leaves: Side, source: tuple[int, int], gutter: int, target: tuple[int, int]) -> Route:
        """Out to a gutter, along it to the gap before the target, and in from the left."""
        (c1, r1), (c2, r2) = source, target
        along = self.gutters.take(gutter, (2 * c1 + 1, 2 * c2), self.ends)
        behind = self.gaps.take(c2 - 1, (2 * gutter, 2 * r2 + 1), self.ends)
        turns: list[tuple[Place, Place]] = [(("middle", c1), along)]
        if leaves == "right":
            out = self.gaps.take(c1, (2 * r1 + 1, 2 * gutter), self.ends)
            turns = [(out, ("middle", r1)), (out, along)]
        return Route(leaves=leaves, enters="left", turns=(*turns, (behind, along), (behind, ("middle", r2))))

    def _back(self, source: str, target: str) -> Route:
        """To an earlier column: over the top of the row, or under it, and into the target from that side where possible."""
        (c1, r1), (c2, r2) = self.grid.cells[source], self.grid.cells[target]
        up = r2 <= r1
        gutter = r1 if up else r1 + 1
        leaves: Side = "top" if up else "bottom"
        enters: Side = "top" if r1 == r2 or not up else "bottom"
        hosts = {boundary.attached_to for boundary in self.level.boundaries.values()}
        if leaves == "bottom" and source in hosts:
            return self._by_gutter("right", (c1, r1), gutter, (c2, r2))
        free = r1 == r2 or not (enters == "bottom" and target in hosts) and self._take(self._column(c2, r1, r2)[:-1])
        if source != target and free:
            along = self.gutters.take(gutter, (2 * c1 + 1, 2 * c2 + 1), self.ends)
            return Route(leaves=leaves, enters=enters, turns=((("middle", c1), along), (("middle", c2), along)))
        return self._by_gutter(leaves, (c1, r1), gutter, (c2, r2))

    def _from_below(self, c1: int, r1: int, c2: int, r2: int) -> Route:
        """Out of a boundary event, which sits on the lower edge of its host."""
        if c2 > c1 and r2 > r1 and self._take(self._column(c1, r1, r2), self._row(r2, c1, c2 - 1)):
            return Route(leaves="bottom", enters="left", turns=((("middle", c1), ("middle", r2)),))
        return self._by_gutter("bottom", (c1, r1), r1 + 1, (c2, r2))

    # --- what is free ---------------------------------------------------------------------------------------------

    def _row(self, row: int, first: int, last: int) -> list[tuple[str, int, int]]:
        return [("row", column, row) for column in range(first, last + 1)]

    def _column(self, column: int, after: int, until: int) -> list[tuple[str, int, int]]:
        """The cells behind row `after` up to and with row `until`, upward or downward."""
        step = 1 if until > after else -1
        return [("column", column, row) for row in range(after + step, until + step, step)]

    def _take(self, *stretches: list[tuple[str, int, int]]) -> bool:
        """Take cells for the flow at hand, if no node and no strange line is in any of them."""
        cells = [cell for stretch in stretches for cell in stretch]
        for cell in cells:
            other = self.lines.get(cell)
            shared = other is None or other[0] == self.ends[0] or other[1] == self.ends[1]
            if cell[1:] in self.taken or not shared:
                return False
        self.lines |= dict.fromkeys(cells, self.ends)
        return True
