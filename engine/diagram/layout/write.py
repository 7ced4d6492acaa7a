"""The diagram interchange of a file: pools one below the other, what is drawn in each, messages between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from engine.diagram.document import Document, Element, identity, reference
from engine.diagram.layout.shapes import Box, Drawing, Point, straightened, text_size

BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
NAMESPACES = {"bpmndi": BPMNDI, "dc": DC, "di": DI}

LEFT, TOP = 160, 80
#: The title of a pool or lane, the height of a pool that hides its process, the room between pools.
TITLE, HIDDEN, BETWEEN = 30, 60, 70
ARTIFACT, APART = (100, 50), 20
ARTIFACTS = ("textAnnotation", "dataObjectReference", "dataStoreReference")


@dataclass(slots=True)
class Page(Drawing):
    """The whole plane; `flat` are the shapes with a title at their left: pools and lanes; `open` the sub-processes."""

    flat: list[str] = field(default_factory=list)
    open: frozenset[str] = frozenset()


def write(document: Document, drawings: Mapping[str, Drawing]) -> bytes:
    """The file with its old interchange replaced. `drawings`: process id -> what is drawn in it."""
    page = _page(document, drawings)
    root = document.root
    for old in root.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        root.remove(old)
    collaboration = next(iter(document.of_kind("collaboration")), None)
    plane_of = collaboration if collaboration is not None else next(iter(document.of_kind("process")), None)
    if plane_of is None:
        return _bytes(root)
    diagram = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", {"id": f"{identity(plane_of)}_diagram"}, nsmap=NAMESPACES)
    plane = etree.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", {"id": f"{identity(plane_of)}_plane", "bpmnElement": identity(plane_of)})
    for name, box in page.shapes.items():
        _shape(plane, name, box, page)
    for name, line in page.lines.items():
        _edge(plane, name, line, page)
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _page(document: Document, drawings: Mapping[str, Drawing]) -> Page:
    page = Page(open=frozenset(map(identity, document.of_kind("subProcess", "transaction", "adHocSubProcess"))))
    pools = list(document.of_kind("participant"))
    named = {reference(pool.get("processRef")) for pool in pools}
    inside = max((drawing.width for drawing in drawings.values()), default=0)
    down = TOP
    for pool in pools:
        drawing = drawings.get(reference(pool.get("processRef")) or "")
        height = HIDDEN if drawing is None else drawing.height
        page.shapes[identity(pool)] = Box(LEFT, down, inside + 2 * TITLE, height)
        page.flat.append(identity(pool))
        if drawing is not None:
            _put(page, drawing, LEFT + TITLE, down, inside)
        down += height + BETWEEN
    for process, drawing in drawings.items():
        if process not in named:
            _put(page, drawing, LEFT, down, inside)
            down += drawing.height + BETWEEN
    for flow in document.of_kind("messageFlow"):
        _message(page, flow)
    _artifacts(page, document, down)
    return page


def _put(page: Page, drawing: Drawing, right: int, down: int, width: int) -> None:
    for lane, (top, height) in drawing.bands.items():
        page.shapes[lane] = Box(right, down + top, width + TITLE, height)
        page.flat.append(lane)
    page.put(drawing, right + (TITLE if drawing.bands else 0), down)


def _message(page: Page, flow: Element) -> None:
    ends = [page.shapes.get(reference(flow.get(side)) or "") for side in ("sourceRef", "targetRef")]
    source, target = ends
    if source is None or target is None:
        return
    down = target.y > source.y
    begin, end = source.side("bottom" if down else "top"), target.side("top" if down else "bottom")
    if source.height == HIDDEN and source.width > target.width:
        begin = (end[0], begin[1])
    elif target.height == HIDDEN and target.width > source.width:
        end = (begin[0], end[1])
    middle = end[1] - (BETWEEN // 2 if down else -BETWEEN // 2)
    page.lines[identity(flow)] = straightened([begin, (begin[0], middle), (end[0], middle), end])
    if name := flow.get("name"):
        page.labels[identity(flow)] = Box(begin[0] + 6, (begin[1] + middle) // 2, *text_size(name))


def _artifacts(page: Page, document: Document, down: int) -> None:
    """Notes and data in a row below everything, each bound to what it is about."""
    for number, artifact in enumerate(document.of_kind(*ARTIFACTS)):
        if name := artifact.get("id"):
            page.shapes[name] = Box(LEFT + number * (ARTIFACT[0] + APART), down, *ARTIFACT)
    for association in document.of_kind("association"):
        ends = [page.shapes.get(reference(association.get(side)) or "") for side in ("sourceRef", "targetRef")]
        if association.get("id") and ends[0] is not None and ends[1] is not None:
            upper, lower = sorted((ends[0], ends[1]), key=lambda box: box.y)
            line = [upper.side("bottom"), lower.side("top")]
            page.lines[identity(association)] = line if ends[0] is upper else line[::-1]


def _shape(plane: Element, name: str, box: Box, page: Page) -> None:
    looks = {"isHorizontal": "true"} if name in page.flat else {"isExpanded": "true"} if name in page.open else {}
    shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", {"id": f"{name}_di", "bpmnElement": name, **looks})
    _bounds(shape, box)
    _labelled(shape, page.labels.get(name))


def _edge(plane: Element, name: str, line: Sequence[Point], page: Page) -> None:
    edge = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", {"id": f"{name}_di", "bpmnElement": name})
    for x, y in line:
        etree.SubElement(edge, f"{{{DI}}}waypoint", {"x": str(x), "y": str(y)})
    _labelled(edge, page.labels.get(name))


def _labelled(shape: Element, box: Box | None) -> None:
    if box is not None:
        _bounds(etree.SubElement(shape, f"{{{BPMNDI}}}BPMNLabel"), box)


def _bounds(parent: Element, box: Box) -> None:
    sizes = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: str(value) for name, value in sizes.items()})
