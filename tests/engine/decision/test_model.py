"""Requirement graphs, declared inputs, and finding decisions."""

from __future__ import annotations

import pytest

from engine import decision
from engine.errors import NotFound
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import NOW, ask, datum, definitions, draw, literal, refusals, table

CHAIN = (
    draw(literal("b + 1"), name="a", needs="b"), draw(literal("c * 2"), name="b", needs="c ?x"), draw(literal("x"), name="c", needs="?x"),
    datum("x", "number"),
)


@decides("information requirements")
def test_needed_decisions_come_first_whatever_their_order_in_the_file() -> None:
    assert ask(*CHAIN, decide="a", x=5) == (11, [], [])


def test_a_decision_tells_what_it_needs_from_outside() -> None:
    model = decision.read(definitions(*CHAIN))
    assert model.decisions["a"].requirements == ("b",)
    assert model.decisions["a"].inputs == ("x",)
    assert model.decisions["a"].kind == "literalExpression"
    assert [each.id for each in model.top()] == ["a"]


def test_a_long_chain_is_no_recursion() -> None:
    links = [draw(literal(f"n{n - 1} + 1"), name=f"n{n}", needs=f"n{n - 1}") for n in range(1, 600)]
    assert ask(draw(literal("0"), name="n0"), *links, decide="n599")[0] == 599


@decides("decisions by id and by name")
def test_a_decision_is_found_by_name_too() -> None:
    drawn = '<decision id="d1" name="审批 级别">' + literal("1") + "</decision>"
    assert ask(drawn, decide="审批 级别") == ask(drawn, decide="d1") == (1, [], [])
    with pytest.raises(NotFound):
        ask(drawn, decide="d2")


@decides("which rules fired")
def test_rules_of_needed_decisions_are_told_first() -> None:
    level = draw(table(["> 5 => 1", "<= 5 => 2"]), name="level")
    final = draw(table(["1 => 10", "2 => 20"], inputs="level"), needs="level")
    outcome = decision.read(definitions(final, level)).evaluate("d", {"x": 3}, now=NOW)
    assert [(hit.decision, hit.index) for hit in outcome.rules] == [("level", 2), ("d", 2)]


@decides("input data")
def test_declared_inputs_are_taken_as_their_type() -> None:
    drawn = (datum("day", "date"), draw(literal("day.year"), needs="?day"))
    assert ask(*drawn, day="2027-01-04") == (2027, [], [])
    assert ask(*drawn, day=5)[2] == ["feel.wrong_type"]
    assert ask(*drawn) == (None, [], [])


def test_undeclared_inputs_are_seen_as_they_are() -> None:
    assert ask(draw(literal("x")), x="2027-01-04") == ("2027-01-04", [], [])
    assert ask(draw(literal("x"))) == (None, [], ["feel.no_variable"])


@decides("values of a wrong type are null")
def test_the_result_is_taken_as_the_declared_type() -> None:
    assert ask(draw(literal('"2027-01-04"'), type_ref="date")) == ("2027-01-04", [], [])
    assert ask(draw(literal('"x"'), type_ref="number")) == (None, [], ["feel.wrong_type"])
    assert ask(draw(table(["- => 1", "- => 2"], hitPolicy="COLLECT"), type_ref="number"))[0] == [1, 2]


def test_the_same_inputs_and_time_give_the_same_outcome() -> None:
    model = decision.read(definitions(draw(literal("string(now()) + string(x)"))))
    assert model.evaluate("d", {"x": 1}, now=NOW) == model.evaluate("d", {"x": 1}, now=NOW)


def test_a_float_is_refused_at_the_door() -> None:
    with pytest.raises(TypeError):
        ask(draw(literal("x")), x=1.5)


@decides("missing inputs are null")
def test_an_input_that_is_not_given_is_null() -> None:
    assert ask(datum("x", "number"), draw(literal("x = null"), needs="?x")) == (True, [], [])


def test_only_inputs_that_are_needed_are_complained_of() -> None:
    drawn = (datum("x", "number"), datum("y", "number"), draw(literal("y"), needs="?y"), draw(literal("x"), name="e", needs="?x"))
    assert ask(*drawn, x="?", y=1) == (1, [], [])
    assert ask(*drawn, decide="e", x="?", y=1) == (None, [], ["feel.wrong_type"])


@decides("variable names", "names with spaces")
def test_a_decision_is_seen_by_its_variable_and_where_that_is_free_by_its_name() -> None:
    first = draw(literal("1"), name="q").replace('id="q" name="q"', 'id="q" name="Pre-bureau risk, 2.1"').replace('variable name="q"', 'variable name="风险 评分 A/B"')
    assert ask(first, draw(literal("风险 评分 A/B + Pre-bureau risk, 2.1 + q"), needs="q")) == (3, [], [])
    same = draw(literal("Age + 1"), name="q", needs="?Age").replace('id="q" name="q"', 'id="q" name="Age"')
    assert ask(datum("Age", "number"), same, draw(literal("Age * 10 + q"), needs="q ?Age"), Age=5) == (56, [], [])


@decides("cyclic requirements are refused")
def test_a_circle_is_told_once_with_its_way_round() -> None:
    steps = [draw(literal("1"), name=name, needs=need) for name, need in (("a", "b"), ("b", "c"), ("c", "b"), ("e", "a"))]
    (problem,) = refusals(*steps)
    assert (problem.code, problem.element_id, problem.data["path"]) == ("decision.cycle", "b", "b → c → b")
    assert [each.data["path"] for each in refusals(draw(literal("1"), name="a", needs="a"))] == ["a → a"]


@decides("decision without logic")
def test_a_decision_without_logic_is_null() -> None:
    model, problems = decision.attempt(definitions(draw("", name="d")))
    assert [problem.code for problem in problems] == ["decision.no_logic"]
    assert model.evaluate("d", {}, now=NOW).result is None
