"""Where a process holds expressions, and what is text inside them."""

from __future__ import annotations

from engine.diagram.expressions import Place, literals, places, without_literals
from engine.diagram.rules.bindings.unknown_role import named_roles
from engine.model import EventDefinition, Flow, Loop, Node, Process, VariableMapping


def test_every_place_is_found_once() -> None:
    node = Node(
        id="n", kind="userTask", inputs=(VariableMapping(source="=a", target="x"),), candidate_groups="clerk",
        loop=Loop(kind="parallel", input_collection="=list", completion_condition="true"),
        events=(EventDefinition(kind="timer", cycle="R/P1D"),), properties={"param_from": "=day", "clause": "26"},
    )
    flow = Flow(id="f", source="n", target="n", condition="=ok")
    assert list(places(Process(id="p", nodes={"n": node}, flows={"f": flow}))) == [
        Place("n", "timeCycle", "R/P1D"),
        Place("n", "inputCollection", "=list", "expression"),
        Place("n", "completionCondition", "true", "condition"),
        Place("n", "input x", "=a"),
        Place("n", "candidateGroups", "clerk"),
        Place("n", "param_from", "=day"),
        Place("f", "conditionExpression", "=ok", "condition"),
    ]


def test_feel_begins_with_an_equals_sign() -> None:
    assert Place("n", "assignee", "=a + 1").feel == "a + 1"
    assert Place("n", "assignee", "zhang.san").feel is None


def test_literals() -> None:
    text = r'if a = "x" then "say \"y\"" else ""'
    assert literals(text) == ["x", r"say \"y\"", ""]
    assert without_literals(text) == 'if a = "" then "" else ""'


def test_roles_stand_before_the_at_sign() -> None:
    assert named_roles('="unit_clerk@" + unit_id') == ["unit_clerk"]
    assert named_roles("sca_reviewer, data_clerk@HA") == ["sca_reviewer", "data_clerk"]
    assert named_roles('=[department, "expert"]') == ["expert"]
    assert named_roles("") == []
