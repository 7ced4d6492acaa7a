"""What sort of thing a piece of data is, and whose it is."""

from __future__ import annotations

import pytest

from engine.diagram.document import Document, load
from engine.diagram.metamodel.items import find, holder_id, item, owner, sort

FILE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">
  <itemDefinition id="report" structureRef="Report"/>
  <itemDefinition id="same" structureRef="Report"/>
  <itemDefinition id="bare"/>
  <message id="letter" itemRef="report"/>
  <error id="refused" structureRef="same"/>
  <process id="p">
    <dataObject id="paper" itemSubjectRef="report"/>
    <dataObjectReference id="drawn" dataObjectRef="paper"/>
    <task id="t"><ioSpecification><dataInput id="given"/><inputSet><dataInputRefs>given</dataInputRefs></inputSet>
      <outputSet/></ioSpecification></task>
  </process>
</definitions>"""


@pytest.fixture
def document() -> Document:
    return load(FILE.encode(), "t.bpmn")


@pytest.mark.parametrize(
    ("name", "definition"),
    [("letter", "report"), ("refused", "same"), ("paper", "report"), ("drawn", "report"), ("given", None)],
)
def test_data_leads_to_its_item_definition(document: Document, name: str, definition: str | None) -> None:
    found = item(document, find(document, name))
    assert (None if found is None else found.get("id")) == definition


def test_items_of_one_structure_are_of_one_sort_and_one_without_is_its_own(document: Document) -> None:
    report, same, bare = (sort(find(document, name)) for name in ("report", "same", "bare"))
    assert report == same != bare
    assert sort(None) is None


def test_a_reference_to_another_kind_finds_nothing(document: Document) -> None:
    assert find(document, "tns:letter", "message") is find(document, "letter")
    assert find(document, "letter", "itemDefinition") is None


def test_a_data_input_belongs_to_its_activity(document: Document) -> None:
    given = document.elements["given"]
    assert owner(given) is document.elements["t"]
    specification = given.getparent()
    assert specification is not None and holder_id(specification) == "t"
