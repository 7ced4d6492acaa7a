"""What stands on a drawing: boxes, lines, bands, in the points of the diagram interchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine.model import ACTIVITIES, EVENTS, Node

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[int, int]

TASK, EVENT, GATEWAY = (100, 80), (36, 36), (50, 50)
#: Around what a sub-process contains; the height of a line of text; its width; what a Chinese character takes of it.
PADDING, LINE, LABEL, CHARACTER = 20, 14, 96, 12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    def moved(self, right: int, down: int) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.x + right, self.y + down, self.width, self.height)

    def side(self, side: Side) -> Point:
        """The middle of a side."""
        across, along = self.x + self.width // 2, self.y + self.height // 2
        return {
            "left": (self.x, along), "right": (self.x + self.width, along),
            "top": (across, self.y), "bottom": (across, self.y + self.height),
        }[side]


@dataclass(slots=True, kw_only=True)
class Drawing:
    """Where everything of a process or sub-process stands, from (0, 0)."""

    width: int = 0
    height: int = 0
    shapes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    #: Lane -> top and height; only of a process.
    bands: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, other: Drawing, right: int, down: int) -> None:
        """Take in what is drawn inside a sub-process."""
        self.shapes |= {key: box.moved(right, down) for key, box in other.shapes.items()}
        self.labels |= {key: box.moved(right, down) for key, box in other.labels.items()}
        self.lines |= {key: [(x + right, y + down) for x, y in line] for key, line in other.lines.items()}


def size_of(node: Node, inside: Drawing | None) -> tuple[int, int]:
    """Width and height of a node; a sub-process is as large as what it contains."""
    if inside is not None:
        return inside.width + 2 * PADDING, inside.height + 2 * PADDING + LINE
    if node.kind in EVENTS:
        return EVENT
    return TASK if node.kind in ACTIVITIES else GATEWAY


def text_size(text: str, width: int = LABEL) -> tuple[int, int]:
    """Width and height of a label that breaks its lines at `width`."""
    per_line = width // CHARACTER
    lines = -(-len(text) // per_line)
    return min(len(text), per_line) * CHARACTER, lines * LINE


def straightened(points: Sequence[Point]) -> list[Point]:
    """The points without repeated ones and without those that lie on a straight way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept
