"""Item definitions: components, collections, allowed values."""

from __future__ import annotations

import pytest

from tests.engine.decision.draw import ask, datum, draw, literal, refusals, text

TYPES = (
    '<itemDefinition name="级别"><typeRef>string</typeRef>' + text("allowedValues", '"市", "县"') + "</itemDefinition>"
    '<itemDefinition name="Project"><itemComponent name="filed on"><typeRef>date</typeRef></itemComponent>'
    '<itemComponent name="level"><typeRef>级别</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="Projects" isCollection="true"><typeRef>Project</typeRef></itemDefinition>'
)


def level(value: object) -> tuple[object, list[int], list[str]]:
    return ask(TYPES, datum("x", "级别"), draw(literal("x"), needs="?x"), x=value)


@pytest.mark.parametrize(("given", "result", "errors"), [
    ("市", "市", []), (["县"], "县", []), (None, None, []), ("省", None, ["decision.not_allowed"]), (5, None, ["feel.wrong_type"]),
])
def test_allowed_values(given: object, result: object, errors: list[str]) -> None:
    assert level(given) == (result, [], errors)


def test_components_are_taken_as_their_types() -> None:
    drawn = (TYPES, datum("p", "Project"), draw(literal("p.filed on.year"), needs="?p"))
    assert ask(*drawn, p={"filed on": "2027-01-04", "level": "市", "other": 1}) == (2027, [], [])
    assert ask(*drawn, p={"filed on": "2027-01-04"})[2] == ["decision.missing_entry"]
    assert ask(*drawn, p={"filed on": "soon", "level": None})[2] == ["feel.wrong_type"]
    assert ask(*drawn, p=5)[2] == ["feel.wrong_type"]


def test_collections_take_a_single_value_as_a_list_of_one() -> None:
    drawn = (TYPES, datum("ps", "Projects"), draw(literal("ps[1].filed on.month"), needs="?ps"))
    assert ask(*drawn, ps=[{"filed on": "2027-03-04", "level": None}])[0] == 3
    assert ask(*drawn, ps={"filed on": "2027-03-04", "level": None})[0] == 3


def test_a_prefix_does_not_matter() -> None:
    assert ask(TYPES, datum("x", "tns:级别"), draw(literal("x")), x="省")[2] == ["decision.not_allowed"]
    assert ask(datum("x", "feel:number"), draw(literal("x")), x=5)[0] == 5


def test_types_that_refer_to_each_other_in_a_circle_fit_nothing() -> None:
    circle = "".join(
        f'<itemDefinition name="{name}"><typeRef>{base}</typeRef></itemDefinition>' for name, base in (("A", "B"), ("B", "A"))
    )
    assert ask(circle, datum("x", "A"), draw(literal("x"), needs="?x"), x=5) == (None, [], ["decision.type_too_deep"])


def test_components_have_a_bounded_depth() -> None:
    deep = '<itemComponent name="c">' * 30 + "</itemComponent>" * 30
    problems = refusals(f'<itemDefinition name="T">{deep}</itemDefinition>', draw(literal("1")))
    assert [problem.code for problem in problems] == ["decision.too_deep"]


STRUCTURES = (
    '<itemDefinition name="t255"><typeRef>number</typeRef>' + text("allowedValues", "[0..255]") + "</itemDefinition>"
    '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
    '<itemDefinition name="tPoint"><itemComponent name="x"><typeRef>t255</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tCall"><functionItem outputTypeRef="string"/></itemDefinition>'
)


@pytest.mark.parametrize(("text", "expected"), [
    ("256 instance of t255", True), ('"a" instance of t255', False), ("[1, 2] instance of tNumbers", True), ('["a"] instance of tNumbers', False),
    ("{x: 1} instance of tPoint", True), ("{y: 1} instance of tPoint", False), ("[{x: 1}] instance of list<tPoint>", True),
    ("abs instance of tCall", True), ("(function(p: tPoint) p.x)({x: 5}) = 5", True), ("1 instance of tNowhere", False),
])
def test_expressions_may_name_item_definitions(text: str, expected: bool) -> None:
    """Their structure counts, what they allow does not (DMN 1.5, 10.3.2.9.4)."""
    assert ask(STRUCTURES, draw(literal(text)))[0] is expected


@pytest.mark.parametrize(("given", "errors"), [([1, 2], []), ([1, 2, 3], ["decision.not_allowed"])])
def test_a_constraint_holds_for_the_value_as_a_whole(given: list[int], errors: list[str]) -> None:
    few = '<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>' + text("typeConstraint", "count(?) < 3") + "</itemDefinition>"
    assert ask(few, datum("x", "tFew"), draw(literal("x")), x=given)[2] == errors
