"""Reads a drawing back and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lxml import etree

from engine.diagram import lay_out
from engine.diagram.layout.places import draw
from engine.diagram.layout.shapes import Box, Point
from engine.model import Process

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"


def shapes_of(content: bytes) -> dict[str, Box]:
    """Element id -> its place in a file's interchange."""
    root = etree.fromstring(lay_out(content, "x.bpmn"))
    found = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        bounds = shape.find(BOUNDS)
        assert bounds is not None
        found[str(shape.get("bpmnElement"))] = Box(*(int(bounds.get(name) or 0) for name in ("x", "y", "width", "height")))
    return found


def faults(process: Process) -> Iterator[str]:
    """Nodes on nodes, lines through nodes, lines that are not at right angles or do not reach their ends."""
    drawing = draw(process)
    yield from (f"{name} has no place" for name in {*process.nodes, *process.flows} - {*drawing.shapes, *drawing.lines})
    for a, b in combinations(process.nodes.values(), 2):
        strangers = a.parent == b.parent and a.attached_to is None and b.attached_to is None
        if strangers and _overlap(drawing.shapes[a.id], drawing.shapes[b.id]):
            yield f"{a.id} covers {b.id}"
    for flow in process.flows.values():
        line = drawing.lines[flow.id]
        runs = list(zip(line, line[1:], strict=False))
        if any(a[0] != b[0] and a[1] != b[1] for a, b in runs):
            yield f"{flow.id} is not at right angles"
        if not _touches(drawing.shapes[flow.source], line[0]) or not _touches(drawing.shapes[flow.target], line[-1]):
            yield f"{flow.id} does not reach its ends"
        for node in process.children(process.nodes[flow.source].parent):
            if node.attached_to is None and any(_through(drawing.shapes[node.id], a, b) for a, b in runs):
                yield f"{flow.id} runs through {node.id}"


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def _touches(box: Box, point: Point) -> bool:
    return any(point == box.side(side) for side in ("left", "right", "top", "bottom"))


def _through(box: Box, a: Point, b: Point) -> bool:
    """Does a run pass the inside of a box? Its edge does not count."""
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
    return max(min(a[0], b[0]), left) < min(max(a[0], b[0]), right) + (a[0] == b[0] and left < a[0] < right) and (
        max(min(a[1], b[1]), top) < min(max(a[1], b[1]), bottom) + (a[1] == b[1] and top < a[1] < bottom)
    )
