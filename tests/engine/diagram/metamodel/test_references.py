"""Every reference of the standard is followed, and says what it may lead to."""

from __future__ import annotations

from engine.diagram.document import load
from engine.diagram.metamodel.references import ATTRIBUTES, CHILDREN, written
from engine.diagram.schema import path

FILE = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">
  <message id="letter" itemRef="report"/>
  <process id="p"><task id="t"><incoming>f</incoming></task><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>
</definitions>"""


def test_references_are_found_as_attributes_and_as_children() -> None:
    found = {(one.name, element.get("id"), value) for one, element, value in written(load(FILE, "t.bpmn"))}
    assert found == {
        ("itemRef", "letter", "report"), ("sourceRef", "f", "s"), ("targetRef", "f", "t"), ("incoming", "t", "f"),
    }


def test_every_reference_of_the_tables_is_in_the_schema() -> None:
    schema = path().with_name("Semantic.xsd").read_text()
    assert [one.name for one in (*ATTRIBUTES, *CHILDREN) if f'"{one.name}"' not in schema] == []
