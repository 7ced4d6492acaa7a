"""Boxed expressions, knowledge models and functions."""

from __future__ import annotations

from typing import Any

import pytest

from engine import decision, feel
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import NOW, ask, definitions, draw, literal, refusals, table


def knowledge(name: str, parameters: str, body: str) -> str:
    """A business knowledge model; a parameter is `name` or `name:type`."""
    formal = ""
    for parameter in parameters.split():
        label, _, type_ref = parameter.partition(":")
        formal += f'<formalParameter name="{label}" typeRef="{type_ref or "Any"}"/>'
    logic = f"<encapsulatedLogic>{formal}{body}</encapsulatedLogic>"
    identifier = name.replace(" ", "")
    return f'<businessKnowledgeModel id="{identifier}" name="{name}">{logic}</businessKnowledgeModel>'


def entry(name: str | None, body: str) -> str:
    variable = f'<variable name="{name}"/>' if name else ""
    return f"<contextEntry>{variable}{body}</contextEntry>"


BOXED: list[tuple[str, Any]] = [
    (literal("x + 1"), 3),
    ("<context>" + entry('a b', literal('x')) + f"{entry('c', literal('a b + 1'))}</context>", {"a b": 2, "c": 3}),
    (f"<context>{entry('a', literal('x'))}{entry(None, literal('a * 10'))}</context>", 20),
    ("<list>" + literal("x") + literal('"b"') + "</list>", [2, "b"]),
    ('<relation><column name="n"/><column name="m"/><row>' + literal("1") + literal("x") + "</row></relation>", [{"n": 1, "m": 2}]),
    ("<conditional><if>" + literal("x > 1") + "</if><then>" + literal('"y"') + "</then><else>" + literal('"n"') + "</else></conditional>", "y"),
    ('<for iteratorVariable="i"><in>' + literal("[1, 2]") + "</in><return>" + literal("i * x") + "</return></for>", [2, 4]),
    ('<some iteratorVariable="i"><in>' + literal("[1, 5]") + "</in><satisfies>" + literal("i > 4") + "</satisfies></some>", True),
    ('<every iteratorVariable="i"><in>' + literal("[1, 5]") + "</in><satisfies>" + literal("i > 4") + "</satisfies></every>", False),
    ("<filter><in>" + literal("[{a: 1}, {a: 3}]") + "</in><match>" + literal("a > x") + "</match></filter>", [{"a": 3}]),
    ('<functionDefinition><formalParameter name="n"/>' + literal("n + x") + "</functionDefinition>", "function"),
    (table(["> 1 => x * 2"]), 4),
]


@decides("literal expression", "context", "context with result", "list", "relation", "conditional", "for", "some", "every", "filter")
@pytest.mark.parametrize(("logic", "expected"), BOXED)
def test_boxed_expressions(logic: str, expected: Any) -> None:
    result, _, errors = ask(draw(logic), x=2)
    assert (result, errors) == (expected, [])


@decides("function definition")
def test_a_boxed_function_is_called_by_later_entries() -> None:
    function = '<functionDefinition><formalParameter name="n"/>' + literal("n * 2") + "</functionDefinition>"
    assert ask(draw("<context>" + entry("f", function) + entry(None, literal("f(x)")) + "</context>"), x=4)[0] == 8


@decides("business knowledge model", "invocation")
def test_knowledge_is_called_from_expressions_and_invocations() -> None:
    tax = knowledge("加 税", "net:number rate", literal("net * (1 + rate)"))
    invocation = (
        "<invocation>" + literal("加 税") + '<binding><parameter name="net"/>' + literal("x") + "</binding>"
        '<binding><parameter name="rate"/>' + literal("0.5") + "</binding></invocation>"
    )
    assert ask(tax, draw(literal("加 税(x, 0.5)"), needs="!加税"), x=10) == (15, [], [])
    assert ask(tax, draw(literal("加 税(rate: 1, net: x)")), x=10) == (20, [], [])
    assert ask(tax, draw(invocation), x=10) == (15, [], [])


@decides("knowledge model with a table")
def test_a_table_in_a_knowledge_model_tells_its_hits() -> None:
    model = knowledge("level", "x", table(["> 5 => 1", "<= 5 => 2"]))
    assert ask(model, draw(literal("level(9) + level(1)"))) == (3, [1, 2], [])


def test_arguments_are_taken_as_the_declared_types() -> None:
    year = knowledge("year of", "day:date", literal("day.year"))
    assert ask(year, draw(literal('year of("2027-01-04")'))) == (2027, [], [])
    assert ask(year, draw(literal("year of(5)")))[2] == ["feel.wrong_type"]
    assert ask(year, draw(literal("year of()")))[2] == ["decision.arguments"]


def test_a_wrong_binding_is_an_error() -> None:
    invocation = '<invocation>' + literal("x") + '<binding><parameter name="n"/>' + literal("1") + "</binding></invocation>"
    assert ask(draw(invocation), x=1) == (None, [], ["decision.invocation"])


@decides("recursive knowledge model")
def test_knowledge_may_call_itself_within_bounds() -> None:
    factorial = knowledge("f", "n", literal("if n < 2 then 1 else n * f(n - 1)"))
    assert ask(factorial, draw(literal("f(20)")))[0] == 2432902008176640000
    endless = knowledge("f", "n", literal("f(n) + f(n)"))
    with pytest.raises(feel.FeelLimitExceeded):
        ask(endless, draw(literal("f(1)")))


def test_problems_name_the_decision_that_has_them() -> None:
    assert ask(draw(literal('x + "a"')), x=1) == (None, [], ["feel.operands"])


JAVA = (
    '<functionDefinition kind="Java"><formalParameter name="n"/><context>' + entry("class", literal('"java.lang.Math"'))
    + entry("method signature", literal('"abs(int)"')) + "</context></functionDefinition>"
)


@decides("functions in Java or PMML are never run")
@pytest.mark.parametrize("kind", ["Java", "PMML"])
def test_functions_in_other_languages_are_refused_and_never_run(kind: str) -> None:
    drawn = draw("<context>" + entry("f", JAVA.replace("Java", kind)) + entry(None, literal("f(1)")) + "</context>")
    assert [problem.code for problem in refusals(drawn)] == ["decision.language"]
    outcome = decision.attempt(definitions(drawn))[0].evaluate("d", {}, now=NOW)
    assert (outcome.result, [error.code for error in outcome.errors]) == (None, ["decision.language"])
    external = draw(literal('(function(n) external {java: {class: "java.lang.Math", method signature: "abs(int)"}})(1)'))
    assert [problem.data["feel"] for problem in refusals(external)] == ["feel.external_function"]


@pytest.mark.parametrize(("logic", "result", "errors"), [
    ("<filter><in>{0}</in><match>{1}</match></filter>", None, ["feel.not_boolean"]),
    ("<some iteratorVariable='item'><in>{0}</in><satisfies>{1}</satisfies></some>", None, ["feel.not_boolean"]),
    ("<every iteratorVariable='item'><in>{0}</in><satisfies>{1}</satisfies></every>", None, ["feel.not_boolean"]),
    ("<for iteratorVariable='item'><in>{0}</in><return>{1}</return></for>", ["no", True], []),
])
def test_what_is_asked_of_each_item_is_true_or_false(logic: str, result: Any, errors: list[str]) -> None:
    body = literal('if item = 1 then "no" else true')
    assert ask(draw(logic.format(literal("[1, 2]"), body))) == (result, [], errors)
    assert ask(draw(logic.format(literal("null"), body)))[0] is None


def test_an_unknown_answer_is_no_answer() -> None:
    some = "<some iteratorVariable='i'><in>" + literal("[1, null]") + "</in><satisfies>" + literal("i > {}") + "</satisfies></some>"
    assert [ask(draw(some.format(limit)))[0] for limit in (0, 1)] == [True, None]
    kept = "<filter><in>" + literal("[1, null, 3]") + "</in><match>" + literal("item > 1") + "</match></filter>"
    assert ask(draw(kept))[0] == [3]


def test_a_boxed_for_sees_its_results_so_far() -> None:
    body = literal("if i = 1 then 1 else i * partial[-1]")
    assert ask(draw("<for iteratorVariable='i'><in>" + literal("[1..5]") + "</in><return>" + body + "</return></for>"))[0] == [1, 2, 6, 24, 120]
