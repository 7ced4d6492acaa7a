"""Item definitions: components, collections, allowed values."""

from __future__ import annotations

import pytest

from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import ask, datum, draw, literal, refusals, text

TYPES = (
    '<itemDefinition name="级别"><typeRef>string</typeRef>' + text("allowedValues", '"市", "县"') + "</itemDefinition>"
    '<itemDefinition name="Project"><itemComponent name="filed on"><typeRef>date</typeRef></itemComponent>'
    '<itemComponent name="level"><typeRef>级别</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="Projects" isCollection="true"><typeRef>Project</typeRef></itemDefinition>'
)


def level(value: object) -> tuple[object, list[int], list[str]]:
    return ask(TYPES, datum("x", "级别"), draw(literal("x"), needs="?x"), x=value)


@decides("allowed values", "a list of one and its element", "values of a wrong type are null")
@pytest.mark.parametrize(("given", "result", "errors"), [
    ("市", "市", []), (["县"], "县", []), (None, None, []), ("省", None, ["decision.not_allowed"]), (5, None, ["feel.wrong_type"]),
])
def test_allowed_values(given: object, result: object, errors: list[str]) -> None:
    assert level(given) == (result, [], errors)


@decides("item definition with components")
def test_components_are_taken_as_their_types() -> None:
    drawn = (TYPES, datum("p", "Project"), draw(literal("p.filed on.year"), needs="?p"))
    assert ask(*drawn, p={"filed on": "2027-01-04", "level": "市", "other": 1}) == (2027, [], [])
    assert ask(*drawn, p={"filed on": "2027-01-04"})[2] == ["decision.missing_entry"]
    assert ask(*drawn, p={"filed on": "soon", "level": None})[2] == ["feel.wrong_type"]
    assert ask(*drawn, p=5)[2] == ["feel.wrong_type"]


@decides("collection", "a list of one and its element")
def test_collections_take_a_single_value_as_a_list_of_one() -> None:
    drawn = (TYPES, datum("ps", "Projects"), draw(literal("ps[1].filed on.month"), needs="?ps"))
    assert ask(*drawn, ps=[{"filed on": "2027-03-04", "level": None}])[0] == 3
    assert ask(*drawn, ps={"filed on": "2027-03-04", "level": None})[0] == 3


@decides("prefixes of types")
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


@decides("item definitions in expressions")
@pytest.mark.parametrize(("text", "expected"), [
    ("256 instance of t255", True), ('"a" instance of t255', False), ("[1, 2] instance of tNumbers", True), ('["a"] instance of tNumbers', False),
    ("{x: 1} instance of tPoint", True), ("{y: 1} instance of tPoint", False), ("[{x: 1}] instance of list<tPoint>", True),
    ("abs instance of tCall", True), ("(function(p: tPoint) p.x)({x: 5}) = 5", True), ("1 instance of tNowhere", False),
])
def test_expressions_may_name_item_definitions(text: str, expected: bool) -> None:
    """Their structure counts, what they allow does not (DMN 1.5, 10.3.2.9.4)."""
    assert ask(STRUCTURES, draw(literal(text)))[0] is expected


@decides("type constraint")
@pytest.mark.parametrize(("given", "errors"), [([1, 2], []), ([1, 2, 3], ["decision.not_allowed"])])
def test_a_constraint_holds_for_the_value_as_a_whole(given: list[int], errors: list[str]) -> None:
    few = '<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>' + text("typeConstraint", "count(?) < 3") + "</itemDefinition>"
    assert ask(few, datum("x", "tFew"), draw(literal("x")), x=given)[2] == errors


NARROW = TYPES + (
    '<itemDefinition name="方位"><typeRef>级别</typeRef>' + text("allowedValues", '"左"') + "</itemDefinition>"
    '<itemDefinition name="同级"><typeRef>级别</typeRef></itemDefinition>'
)


@decides("own allowed values replace those of the base")
@pytest.mark.parametrize(("kind", "value", "result"), [("方位", "左", "左"), ("方位", "市", None), ("同级", "市", "市"), ("同级", "左", None)])
def test_a_type_says_what_it_allows_or_its_base_does(kind: str, value: str, result: str | None) -> None:
    assert ask(NARROW, draw(literal("x"), type_ref=kind), x=value)[0] == result


FUNCTIONS = TYPES + (
    '<itemDefinition name="tGives"><functionItem outputTypeRef="级别"><parameters name="a"/></functionItem></itemDefinition>'
    '<itemDefinition name="tTakes"><functionItem><parameters name="a" typeRef="级别"/></functionItem></itemDefinition>'
)
ECHO = "<functionDefinition{}><formalParameter name='a'/>" + literal("a") + "</functionDefinition>"


@decides("function types")
@pytest.mark.parametrize("logic", [
    ECHO.format(" typeRef='tGives'"), ECHO.format(" typeRef='tTakes'"),
    literal("(function(a) a)").replace("<literalExpression", "<literalExpression typeRef='tGives'"),
    literal("(function(a) a)").replace("<literalExpression", "<literalExpression typeRef='tTakes'"),
])
def test_a_function_gives_and_takes_what_its_type_says(logic: str) -> None:
    drawn = (FUNCTIONS, draw(logic, name="echo"), draw(literal("echo(x)"), needs="echo"))
    assert ask(*drawn, x="市") == ("市", [], [])
    assert ask(*drawn, x="省") == (None, [], ["decision.not_allowed"])


@decides("function types")
@pytest.mark.parametrize(("logic", "variable"), [("tGives", ""), ("", "tGives"), ("", "tTakes"), ("tTakes", "级别")])
def test_a_knowledge_model_has_the_type_of_its_logic_and_of_its_variable(logic: str, variable: str) -> None:
    typed = [f' typeRef="{each}"' if each else "" for each in (logic, variable)]
    body = f"<encapsulatedLogic{typed[0]}><formalParameter name='a'/>{literal('a')}</encapsulatedLogic>"
    drawn = (FUNCTIONS, f'<businessKnowledgeModel id="b" name="b"><variable name="b"{typed[1]}/>{body}</businessKnowledgeModel>', draw(literal("b(x)")))
    assert ask(*drawn, x="市") == ("市", [], [])
    assert ask(*drawn, x="省") == (None, [], ["decision.not_allowed"])


@decides("item definitions in expressions")
@pytest.mark.parametrize(("value", "result"), [("市", "市"), ("省", None), (["县"], "县"), (1, None)])
def test_a_parameter_takes_what_its_type_allows(value: object, result: str | None) -> None:
    assert ask(TYPES, draw(literal("(function(a: 级别) a)(x)")), x=value)[0] == result


@decides("dates become midnights")
def test_a_date_is_its_midnight_where_a_date_and_time_is_wanted() -> None:
    assert ask(draw(literal('date("2027-01-04")'), type_ref="date and time")) == ("2027-01-04T00:00:00Z", [], [])
    function = '<itemDefinition name="tMoment"><functionItem outputTypeRef="date and time"/></itemDefinition>'
    model = '<businessKnowledgeModel id="b" name="b"><variable name="b" typeRef="tMoment"/><encapsulatedLogic>{}</encapsulatedLogic></businessKnowledgeModel>'
    assert ask(function, model.format(literal('date("2027-01-04")')), draw(literal("1")), decide="b")[0] == "2027-01-04T00:00:00Z"


@pytest.mark.parametrize("kind", ["级别", "number"])
def test_a_type_that_is_no_functions_says_nothing_of_a_function(kind: str) -> None:
    assert ask(FUNCTIONS, draw(ECHO.format(""), name="echo", type_ref=kind), draw(literal("echo(x)"), needs="echo"), x="省")[0] == "省"
    model = f"<variable name='b' typeRef='{kind}'/><encapsulatedLogic typeRef='{kind}'><formalParameter name='a'/>{literal('a')}</encapsulatedLogic>"
    assert ask(FUNCTIONS, f'<businessKnowledgeModel id="b" name="b">{model}</businessKnowledgeModel>', draw(literal("b(x)")), x="省")[0] == "省"


def test_what_is_no_function_is_not_of_a_function_type() -> None:
    assert ask(FUNCTIONS, draw(literal("1"), type_ref="tGives"))[2] == ["feel.wrong_type"]


def test_anything_may_be_a_list() -> None:
    assert ask('<itemDefinition name="tAny"><typeRef>Any</typeRef></itemDefinition>', draw(literal("[5]"), type_ref="tAny"))[0] == [5]


@pytest.mark.parametrize("logic", [
    "<relation><column name='c' typeRef='级别'/><row>" + literal("x") + "</row></relation>",
    "<list>" + literal("x").replace("<literalExpression", "<literalExpression typeRef='级别'") + "</list>",
    "<context><contextEntry><variable name='c' typeRef='级别'/>" + literal("x") + "</contextEntry></context>",
    "<invocation>" + literal("function(a) a") + "<binding><parameter name='a' typeRef='级别'/>" + literal("x") + "</binding></invocation>",
])
def test_parts_of_boxed_expressions_have_types(logic: str) -> None:
    assert ask(TYPES, draw(logic), x="市")[2] == []
    assert ask(TYPES, draw(logic), x="省")[2] == ["decision.not_allowed"]
