"""Boxed expressions, knowledge models and functions."""

from __future__ import annotations

from typing import Any

import pytest

from engine import feel
from tests.engine.decision.draw import ask, draw, literal, table


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


@pytest.mark.parametrize(("logic", "expected"), BOXED)
def test_boxed_expressions(logic: str, expected: Any) -> None:
    result, _, errors = ask(draw(logic), x=2)
    assert (result, errors) == (expected, [])


def test_a_boxed_function_is_called_by_later_entries() -> None:
    function = '<functionDefinition><formalParameter name="n"/>' + literal("n * 2") + "</functionDefinition>"
    assert ask(draw("<context>" + entry("f", function) + entry(None, literal("f(x)")) + "</context>"), x=4)[0] == 8


def test_knowledge_is_called_from_expressions_and_invocations() -> None:
    tax = knowledge("加 税", "net:number rate", literal("net * (1 + rate)"))
    invocation = (
        "<invocation>" + literal("加 税") + '<binding><parameter name="net"/>' + literal("x") + "</binding>"
        '<binding><parameter name="rate"/>' + literal("0.5") + "</binding></invocation>"
    )
    assert ask(tax, draw(literal("加 税(x, 0.5)"), needs="!加税"), x=10) == (15, [], [])
    assert ask(tax, draw(literal("加 税(rate: 1, net: x)")), x=10) == (20, [], [])
    assert ask(tax, draw(invocation), x=10) == (15, [], [])


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


def test_knowledge_may_call_itself_within_bounds() -> None:
    factorial = knowledge("f", "n", literal("if n < 2 then 1 else n * f(n - 1)"))
    assert ask(factorial, draw(literal("f(20)")))[0] == 2432902008176640000
    endless = knowledge("f", "n", literal("f(n) + f(n)"))
    with pytest.raises(feel.FeelLimitExceeded):
        ask(endless, draw(literal("f(1)")))


def test_problems_name_the_decision_that_has_them() -> None:
    assert ask(draw(literal('x + "a"')), x=1) == (None, [], ["feel.operands"])
