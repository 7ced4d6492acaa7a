"""How often an activity runs, in the words of zeebe and of the standard."""

from __future__ import annotations

from engine.diagram import read
from engine.model import Loop

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><process id="p">'
)


def loop(characteristics: str, data: str = "") -> Loop | None:
    text = f'{HEAD}{data}<task id="n">{characteristics}</task></process></definitions>'
    return read(text.encode(), "given.bpmn").processes["p"].nodes["n"].loop


def test_once_is_no_loop() -> None:
    assert loop("") is None


def test_zeebe_collections() -> None:
    found = loop(
        '<multiInstanceLoopCharacteristics isSequential="true"><extensionElements><zeebe:loopCharacteristics'
        ' inputCollection="=departments" inputElement="department" outputCollection="opinions" outputElement="=opinion"/>'
        "</extensionElements><completionCondition>=count(opinions) = 2</completionCondition>"
        "</multiInstanceLoopCharacteristics>"
    )
    assert found == Loop(
        kind="sequential", input_collection="=departments", input_element="department", output_collection="opinions",
        output_element="=opinion", completion_condition="=count(opinions) = 2",
    )


def test_standard_data_references_become_variables() -> None:
    found = loop(
        "<multiInstanceLoopCharacteristics><loopDataInputRef>d1</loopDataInputRef>"
        "<loopDataOutputRef>results</loopDataOutputRef>"
        '<inputDataItem id="i1" name="department"/><outputDataItem id="o1" name="their opinion"/>'
        "</multiInstanceLoopCharacteristics>",
        '<dataObject id="d1" name="departments"/>',
    )
    assert found == Loop(
        kind="parallel", input_collection="=departments", input_element="department", output_collection="results",
        output_element="=o1",
    )


def test_a_number_of_times() -> None:
    found = loop(
        "<multiInstanceLoopCharacteristics><loopCardinality> 3 </loopCardinality></multiInstanceLoopCharacteristics>"
    )
    assert found == Loop(kind="parallel", cardinality="3")


def test_standard_loops() -> None:
    found = loop(
        '<standardLoopCharacteristics testBefore="true" loopMaximum="5"><loopCondition>=open</loopCondition>'
        "</standardLoopCharacteristics>"
    )
    assert found == Loop(kind="standard", condition="=open", test_before=True, maximum=5)
