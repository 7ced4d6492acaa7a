"""Decision tables at the gate: overlaps are refused, gaps are told, imports stay with what imports them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import deployment, process_instance
from engine.deployment import Known, SourceFile, examine
from engine.errors import Refused
from engine.house import House
from tests.engine.decision.coverage import decides
from tests.engine.deployment.test_record import deploy, new
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, start
from tests.engine.setting import ANN, MONDAY

DMN = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="{0}" namespace="urn:{0}">{1}</definitions>'
COLUMNS = "<input label='x'><inputExpression><text>x</text></inputExpression></input><output name='o'/>"
RULE = "<rule><inputEntry><text>{}</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"


def table(*cells: str, name: str = "D1") -> bytes:
    rules = "".join(RULE.format(cell.replace("<", "&lt;")) for cell in cells)
    return DMN.format(name, f"<decision id='{name}' name='{name}'><decisionTable>{COLUMNS}{rules}</decisionTable></decision>").encode()


def found(content: bytes, **values: int) -> list[tuple[str, str]]:
    known = Known(values=values)
    faults = examine([SourceFile(name="d.dmn", content=content)], profile="bpmn", known=known).faults
    return [(fault.severity, fault.rule) for fault in faults]


def test_overlaps_are_errors_and_gaps_are_warnings() -> None:
    assert found(table("< 5", ">= 5")) == []
    assert found(table("<= 5", ">= 5")) == [("error", "decision_table_overlap")]
    assert found(table("< 5", "> 5")) == [("warning", "decision_table_gap")]


def test_the_values_of_the_parameters_decide() -> None:
    halves = table("< param.T1", ">= param.T2")
    assert found(halves, T1=5, T2=5) == []
    assert found(halves, T1=6, T2=5) == [("error", "decision_table_overlap")]
    assert {severity for severity, _ in found(halves)} == {"warning"}


@decides("parameters that change")
def test_deployed_tables_are_asked_again_before_a_parameter_changes(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("d.dmn", table("< param.T1", ">= param.T2")))
    with house.reading() as tx:
        assert deployment.recheck(tx, {"T1": 5, "T2": 5}) == []
        (fault,) = deployment.recheck(tx, {"T1": 6, "T2": 5})
    assert (fault.file, fault.element_id, fault.rule) == ("d.dmn", "D1", "decision_table_overlap")
    assert "x = param.T2 (5)" in fault.message["zh"]


ADDING = (
    "<businessKnowledgeModel id='add' name='add'><encapsulatedLogic><formalParameter name='n'/><literalExpression><text>n + {}"
    "</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
)
IMPORTING = DMN.format("D", (
    "<import name='lib' namespace='urn:L' importType='https://www.omg.org/spec/DMN/20191111/MODEL/'/>"
    "<decision id='D1' name='D1'><literalExpression><text>lib.add(1)</text></literalExpression></decision>"
)).encode()
ASKING = bpmn(process(
    "p", start(), node("businessRuleTask", "d", extra='<zeebe:calledDecision decisionId="D1" resultVariable="r"/>'), end(),
    chain("start", "d", "end"),
))


def library(number: int) -> bytes:
    return DMN.format("L", ADDING.format(number)).encode()


def result(house: House) -> object:
    with house.transaction() as tx:
        key = process_instance.start(tx, "p", variables={}, actor=ANN, at=MONDAY)
        return process_instance.variables(tx, key)["r"]


def test_a_deployed_decision_keeps_the_files_that_it_imports(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("p.bpmn", ASKING), ("d.dmn", IMPORTING), ("l.dmn", library(10)))
    assert result(house) == 11
    assert not deploy(house, ("p.bpmn", ASKING), ("d.dmn", IMPORTING), ("l.dmn", library(10))).changed
    again = deploy(house, ("d.dmn", IMPORTING), ("l.dmn", library(20)))
    assert [row["process_id"] for row in again.definitions] == ["p"]
    assert [version for _, version in new(again)] == [2, 2]
    assert result(house) == 21
    with house.reading() as tx:
        assert deployment.recheck(tx, {}) == []


def test_an_import_that_is_not_handed_in_is_refused(build: Callable[..., House]) -> None:
    with pytest.raises(Refused) as refused:
        deploy(build(), ("d.dmn", IMPORTING))
    assert "decision_import" in {fault.rule for fault in refused.value.findings}
