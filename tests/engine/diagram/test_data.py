"""Data associations are mappings between variables; placeholders of modellers and data stores are none."""

from __future__ import annotations

from engine.diagram import read
from engine.model import Node, VariableMapping

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t"><process id="p">'
OBJECTS = (
    '<dataObject id="do1"/><dataObjectReference id="ref1" name="报告" dataObjectRef="do1"/>'
    '<dataObject id="do2" name="total amount"/><dataObjectReference id="ref2" name="合计" dataObjectRef="do2"/>'
)


def task(associations: str) -> Node:
    io = (
        '<ioSpecification><dataInput id="in" name="amount"/><dataOutput id="out" name="result"/><inputSet/><outputSet/>'
        '</ioSpecification><property id="slot" name="__targetRef_placeholder"/>'
    )
    text = f'{HEAD}{OBJECTS}<task id="n">{io}{associations}</task></process></definitions>'
    return read(text.encode(), "given.bpmn").processes["p"].nodes["n"]


def test_a_copy_is_a_mapping_and_a_data_object_is_named_by_itself_or_by_who_refers_to_it() -> None:
    found = task(
        "<dataInputAssociation><sourceRef>ref2</sourceRef><targetRef>in</targetRef></dataInputAssociation>"
        "<dataOutputAssociation><sourceRef>out</sourceRef><targetRef>ref1</targetRef></dataOutputAssociation>"
    )
    assert found.data_inputs == (VariableMapping(source="=合计", target="amount"),)
    assert found.data_outputs == (VariableMapping(source="=result", target="报告"),)


def test_a_transformation_and_assignments_compute() -> None:
    found = task(
        "<dataInputAssociation><sourceRef>ref1</sourceRef><targetRef>in</targetRef><transformation>=报告 * 2</transformation>"
        "</dataInputAssociation><dataOutputAssociation><targetRef>ref1</targetRef>"
        "<assignment><from>=result + 1</from><to>报告</to></assignment></dataOutputAssociation>"
    )
    assert found.data_inputs == (VariableMapping(source="=报告 * 2", target="amount"),)
    assert found.data_outputs == (VariableMapping(source="=result + 1", target="报告"),)


def test_what_is_only_drawn_maps_nothing() -> None:
    found = task(
        "<dataInputAssociation><sourceRef>ref1</sourceRef><targetRef>slot</targetRef></dataInputAssociation>"
        "<dataOutputAssociation><targetRef>ref1</targetRef></dataOutputAssociation>"
    )
    assert found.data_inputs == found.data_outputs == ()


def test_the_data_objects_of_a_sub_process_are_its_own_variables() -> None:
    text = f'{HEAD}<subProcess id="s">{OBJECTS}</subProcess></process></definitions>'
    assert read(text.encode(), "given.bpmn").processes["p"].nodes["s"].data_objects == ("报告", "合计")
