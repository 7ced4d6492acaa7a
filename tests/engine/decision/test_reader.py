"""Which files are read, and everything that is wrong with the others, at once and with its place."""

from __future__ import annotations

import pytest

from engine import decision
from engine.decision.problems import _SENTENCES
from engine.decision.source import NAMESPACES
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import NOW, datum, definitions, draw, literal, refusals, table, text


@decides("DMN 1.1 to 1.5")
@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_is_read(namespace: str) -> None:
    model = decision.read(definitions(draw(literal("1 + 1")), namespace=namespace), source="a.dmn")
    assert model.evaluate("d", {}, now=NOW).result == 2
    assert (model.source, model.name, len(model.digest)) == ("a.dmn", "test", 64)


@decides("vendor extensions and diagrams")
def test_vendor_attributes_and_diagrams_are_passed_over() -> None:
    content = (
        '<?xml version="1.0" encoding="GBK"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
        'xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" name="审批">'
        '<decision id="d" name="决策" camunda:historyTimeToLive="30"><extensionElements><camunda:x/></extensionElements>'
        "<literalExpression><text>1<!-- one --></text></literalExpression></decision>"
        "<dmndi:DMNDI><dmndi:DMNDiagram/></dmndi:DMNDI></definitions>"
    ).encode("gbk")
    assert decision.read(content).evaluate("决策", {}, now=NOW).result == 1


WRONG: list[tuple[str, tuple[str, ...]]] = [
    ("decision.none", ()),
    ("decision.import", ('<import name="other" namespace="urn:x"/>', draw(literal("1")))),
    ("decision.language", (draw('<literalExpression expressionLanguage="javascript"><text>1</text></literalExpression>'),)),
    ("decision.expression", (draw(literal("amount ＞ 400")),)),
    ("decision.expression", (draw(table(["[1。.5] => 1"])),)),
    ("decision.empty_expression", (draw("<literalExpression/>"),)),
    ("decision.logic", (draw("<expression/>"),)),
    ("decision.no_logic", (draw(""),)),
    ("decision.hit_policy", (draw(table(["1 => 1"], hitPolicy="BEST")),)),
    ("decision.aggregation", (draw(table(["1 => 1"], hitPolicy="UNIQUE", aggregation="SUM")),)),
    ("decision.cells", (draw(table(["1 | 2 => 1"])),)),
    ("decision.no_output", (draw(f"<decisionTable><input>{text('inputExpression', 'x')}</input></decisionTable>"),)),
    ("decision.no_priorities", (draw(table(["1 => 1"], hitPolicy="PRIORITY")),)),
    ("decision.reference", (draw(literal("1"), needs="nobody"),)),
    ("decision.cycle", (draw(literal("b"), name="a", needs="b"), draw(literal("a"), name="b", needs="a"))),
    ("decision.type", (datum("x", "tUnknown"), draw(literal("1")))),
    ("decision.duplicate_id", (draw(literal("1")), draw(literal("2")))),
    ("decision.too_deep", (draw("<list>" * 40 + literal("1") + "</list>" * 40),)),
]


@pytest.mark.parametrize(("code", "elements"), WRONG)
def test_what_is_wrong_is_said_in_both_languages(code: str, elements: tuple[str, ...]) -> None:
    problems = refusals(*elements)
    assert code in {problem.code for problem in problems}
    assert all(problem.message["zh"] and problem.message["en"] and problem.remedy["zh"] for problem in problems)


def test_every_sentence_is_for_something_that_happens() -> None:
    assert set(_SENTENCES) == {code for code, _ in WRONG} | {"decision.xml", "decision.namespace"}


def test_all_problems_are_told_at_once_with_their_elements() -> None:
    problems = refusals(draw(table(["1 => a +", "( => 1"]), name="级别"), draw(literal("“x”"), name="b"))
    assert [(problem.element_id, problem.element_name) for problem in problems] == [("r1", "级别"), ("r2", "级别"), ("b", "b")]
    assert all(problem.line == 1 for problem in problems)


@pytest.mark.parametrize(("content", "code"), [
    (b"", "decision.xml"), (b"<a", "decision.xml"), (b"<!DOCTYPE a><a/>", "decision.xml"), (b"<definitions/>", "decision.namespace"),
    (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "decision.namespace"),
])
def test_other_files_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(decision.DecisionRefused) as refused:
        decision.read(content)
    assert [problem.code for problem in refused.value.problems] == [code]
