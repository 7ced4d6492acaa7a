"""The interchange of a file: everything has a place, and nothing else of the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.diagram import check, lay_out, read
from engine.diagram.layout.write import BPMNDI
from tests.engine.diagram.layout.drawn import faults, shapes_of
from tests.house.tree import ROOT

SHIPPED = sorted(ROOT.glob("bpmn/*/*.bpmn"))
POOLS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
<collaboration id="c"><participant id="pool_a" name="A" processRef="a"/><participant id="pool_b" name="B"/>
<messageFlow id="m" name="tells" sourceRef="say" targetRef="pool_b"/></collaboration>
<process id="a"><startEvent id="s"/><sendTask id="say"/><sequenceFlow id="f" sourceRef="s" targetRef="say"/>
<textAnnotation id="note"><text>why</text></textAnnotation><association id="about" sourceRef="note" targetRef="say"/></process>
</definitions>"""


def without_interchange(content: bytes) -> bytes:
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    for diagram in root.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        root.remove(diagram)
    return etree.tostring(root, method="c14n2")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_diagram_is_drawn_without_a_fault_and_means_the_same(path: Path) -> None:
    before = path.read_bytes()
    after = lay_out(before, path.name)
    assert without_interchange(after) == without_interchange(before)
    assert lay_out(after, path.name) == after
    (process,) = read(after, path.name).processes.values()
    assert list(faults(process)) == []
    assert [fault.rule for fault in check(after, path.name, profile="bpmn")[1]] == [
        fault.rule for fault in check(before, path.name, profile="bpmn")[1]
    ]


def test_pools_stand_one_below_the_other_with_their_messages_and_notes() -> None:
    shapes = shapes_of(POOLS)
    a, b = shapes["pool_a"], shapes["pool_b"]
    assert a.y + a.height < b.y < shapes["note"].y
    assert (a.x, a.width) == (b.x, b.width)
    edges = {edge.get("bpmnElement") for edge in etree.fromstring(lay_out(POOLS, "x")).iter(f"{{{BPMNDI}}}BPMNEdge")}
    assert edges == {"f", "m", "about"}


def test_a_file_without_a_process_has_nothing_to_draw() -> None:
    empty = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"/>'
    assert b"BPMNShape" not in lay_out(empty, "x.bpmn")
