"""Requirement graphs, declared inputs, and finding decisions."""

from __future__ import annotations

import pytest

from engine import decision
from engine.errors import NotFound
from tests.engine.decision.draw import NOW, ask, datum, definitions, draw, literal, table

CHAIN = (
    draw(literal("b + 1"), name="a", needs="b"), draw(literal("c * 2"), name="b", needs="c ?x"), draw(literal("x"), name="c", needs="?x"),
    datum("x", "number"),
)


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


def test_a_decision_is_found_by_name_too() -> None:
    drawn = '<decision id="d1" name="审批 级别">' + literal("1") + "</decision>"
    assert ask(drawn, decide="审批 级别") == ask(drawn, decide="d1") == (1, [], [])
    with pytest.raises(NotFound):
        ask(drawn, decide="d2")


def test_rules_of_needed_decisions_are_told_first() -> None:
    level = draw(table(["> 5 => 1", "<= 5 => 2"]), name="level")
    final = draw(table(["1 => 10", "2 => 20"], inputs="level"), needs="level")
    outcome = decision.read(definitions(final, level)).evaluate("d", {"x": 3}, now=NOW)
    assert [(hit.decision, hit.index) for hit in outcome.rules] == [("level", 2), ("d", 2)]


def test_declared_inputs_are_taken_as_their_type() -> None:
    drawn = (datum("day", "date"), draw(literal("day.year"), needs="?day"))
    assert ask(*drawn, day="2027-01-04") == (2027, [], [])
    assert ask(*drawn, day=5)[2] == ["feel.wrong_type"]
    assert ask(*drawn) == (None, [], [])


def test_undeclared_inputs_are_seen_as_they_are() -> None:
    assert ask(draw(literal("x")), x="2027-01-04") == ("2027-01-04", [], [])
    assert ask(draw(literal("x"))) == (None, [], ["feel.no_variable"])


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
