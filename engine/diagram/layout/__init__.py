"""Drawing a diagram anew: left to right, one band a lane, straight lines. What a process means is never touched."""

from __future__ import annotations

from engine.diagram.document import Document
from engine.diagram.layout.places import draw
from engine.diagram.layout.shapes import Drawing
from engine.diagram.layout.write import write
from engine.diagram.read import diagram
from engine.diagram.structure import readable

__all__ = ["lay_out"]


def lay_out(content: bytes, source: str) -> bytes:
    """The file with a new diagram interchange (BPMN 2.0.2, clause 12): every node, flow, lane and pool has its place.

    Layers from left to right by the longest way from a start, lanes as bands in document order, flows in right angles
    that pass through no node. The same file always comes out the same. Raises errors.Refused("diagram.refused") when it
    cannot be read.
    """
    document = readable(content, source)
    return write(document, _drawings(document))


def _drawings(document: Document) -> dict[str, Drawing]:
    """The drawing of each process of the file by the process's id."""
    return {process.id: draw(process) for process in diagram(document).processes.values()}
