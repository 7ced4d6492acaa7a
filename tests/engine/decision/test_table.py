"""Decision tables: every hit policy, aggregations, defaults, allowed values, and which rule fired."""

from __future__ import annotations

import pytest

from engine import decision
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import NOW, ask, definitions, draw, table, text

OVERLAP = ["> 0 => 1", "> 5 => 2", "> 7 => 2"]
ORDERED = 'result = "高", "中", "低"'
LEVELS = ['> 0 => "低"', '> 5 => "高"', '> 3 => "中"']


@decides("unique", "first", "any", "rule order", "collect")
@pytest.mark.parametrize(("policy", "x", "result", "rules", "errors"), [
    ("UNIQUE", 3, 1, [1], []),
    ("UNIQUE", 6, None, [], ["decision.not_unique"]),
    ("UNIQUE", 0, None, [], []),
    ("FIRST", 9, 1, [1], []),
    ("ANY", 3, 1, [1], []),
    ("ANY", 6, None, [], ["decision.outputs_differ"]),
    ("RULE ORDER", 9, [1, 2, 2], [1, 2, 3], []),
    ("RULE ORDER", 0, [], [], []),
    ("COLLECT", 6, [1, 2], [1, 2], []),
    ("COLLECT", 0, [], [], []),
])
def test_hit_policies(policy: str, x: int, result: object, rules: list[int], errors: list[str]) -> None:
    assert ask(draw(table(OVERLAP, hitPolicy=policy)), x=x) == (result, rules, errors)


def test_without_a_hit_policy_a_table_is_unique() -> None:
    assert ask(draw(table(OVERLAP)), x=6)[2] == ["decision.not_unique"]


def test_any_accepts_rules_that_agree() -> None:
    assert ask(draw(table(["> 5 => 2", "> 7 => 2.0"], hitPolicy="ANY")), x=9) == (2, [1, 2], [])


@decides("priority", "output order")
@pytest.mark.parametrize(("policy", "x", "result", "rules"), [
    ("PRIORITY", 9, "高", [2]), ("PRIORITY", 4, "中", [3]), ("OUTPUT ORDER", 9, ["高", "中", "低"], [2, 3, 1]), ("PRIORITY", 0, None, []),
])
def test_priorities_follow_the_allowed_values(policy: str, x: int, result: object, rules: list[int]) -> None:
    assert ask(draw(table(LEVELS, outputs=ORDERED, hitPolicy=policy)), x=x) == (result, rules, [])


@decides("output order", "several outputs")
def test_several_outputs_are_ranked_from_the_left() -> None:
    rows = ['> 0 => "a" | 2', '> 0 => "b" | 1', '> 0 => "a" | 1']
    outputs = 'p = "a", "b" | q = 1, 2'
    result, rules, _ = ask(draw(table(rows, outputs=outputs, hitPolicy="OUTPUT ORDER")), x=1)
    assert rules == [3, 1, 2]
    assert result == [{"p": "a", "q": 1}, {"p": "a", "q": 2}, {"p": "b", "q": 1}]


@decides("collect sum", "collect min", "collect max", "collect count")
@pytest.mark.parametrize(("aggregation", "x", "result"), [
    ("SUM", 9, 5), ("MIN", 9, 1), ("MAX", 9, 2), ("COUNT", 9, 3), ("COUNT", 0, 0), ("SUM", 0, None),
])
def test_aggregations(aggregation: str, x: int, result: object) -> None:
    assert ask(draw(table(OVERLAP, hitPolicy="COLLECT", aggregation=aggregation)), x=x)[0] == result


@decides("several outputs")
def test_several_outputs_make_a_context() -> None:
    assert ask(draw(table(['> 0 => "城市" | x * 2'], outputs="level | double")), x=2)[0] == {"level": "城市", "double": 4}


def test_an_empty_output_cell_is_null() -> None:
    assert ask(draw(table(["> 0 => "])), x=2) == (None, [1], [])


@decides("cells")
@pytest.mark.parametrize(("row", "x", "y", "hit"), [
    ("- |  => 1", None, None, True), ('"a", "b" | not("c") => 1', "a", "b", True), ('"a" | not("c") => 1', "a", "c", False),
    ("[1..5) | > x => 1", 4, 5, True), ("? > 1 and ? < y | - => 1", 2, 3, True), ("null | - => 1", None, 1, True), ("> 1 | - => 1", None, 1, False),
    ("true | - => 1", True, 1, True), ("even(?) | - => 1", 4, 1, True),
])
def test_cells(row: str, x: object, y: object, hit: bool) -> None:
    assert ask(draw(table([row], inputs="x | y")), x=x, y=y) == (1 if hit else None, [1] if hit else [], [])


def test_a_cell_of_another_type_says_so() -> None:
    assert ask(draw(table(["> 5 => 1"])), x="6") == (None, [], ["feel.compare"])


@decides("texts become temporal values")
def test_input_types_turn_texts_into_dates() -> None:
    column = '<input label="day"><inputExpression typeRef="date"><text>day</text></inputExpression></input>'
    rule = f'<rule id="r">{text("inputEntry", "< today()")}{text("outputEntry", "1")}</rule>'
    drawn = draw(f'<decisionTable>{column}<output name="o"/>{rule}</decisionTable>')
    assert ask(drawn, day="2027-01-03") == (1, [1], [])
    assert ask(drawn, day="2027-01-05") == (None, [], [])
    assert ask(drawn, day="soon") == (None, [], ["feel.wrong_type", "feel.compare"])


@decides("allowed input values")
def test_inputs_outside_the_allowed_values_are_null_and_an_error() -> None:
    column = f'<input label="x">{text("inputExpression", "x")}{text("inputValues", "[1..5]")}</input>'
    rules = "".join(f"<rule>{text('inputEntry', cell)}{text('outputEntry', result)}</rule>" for cell, result in (("6", "1"), ("3", "3"), ("null", "0")))
    drawn = draw(f'<decisionTable>{column}<output name="o"/>{rules}</decisionTable>')
    assert ask(drawn, x=3) == (3, [2], [])
    assert ask(drawn, x=6) == (0, [3], ["decision.input_not_allowed"])
    assert ask(drawn, x=None) == (0, [3], [])


@decides("allowed output values")
def test_outputs_outside_the_allowed_values_are_an_error() -> None:
    assert ask(draw(table(['> 0 => "无"'], outputs=ORDERED)), x=1) == (None, [1], ["decision.output_not_allowed"])


@decides("default output entries")
@pytest.mark.parametrize(("policy", "default"), [("UNIQUE", "other"), ("COLLECT", "other"), ("FIRST", "other")])
def test_the_default_output_stands_in_when_no_rule_matches(policy: str, default: str) -> None:
    column = f'<input label="x">{text("inputExpression", "x")}</input><output name="o">{text("defaultOutputEntry", chr(34) + default + chr(34))}</output>'
    rule = f'<rule id="r">{text("inputEntry", "1")}{text("outputEntry", chr(34) + "one" + chr(34))}</rule>'
    drawn = draw(f'<decisionTable hitPolicy="{policy}">{column}{rule}</decisionTable>')
    assert ask(drawn, x=2) == (default, [], [])


@decides("rule annotations", "which rules fired")
def test_a_hit_tells_inputs_outputs_and_annotations() -> None:
    column = f'<input label="金额">{text("inputExpression", "amount")}</input><output name="level"/><annotation name="clause"/><annotation name="gate"/>'
    cells = text("inputEntry", "> 1") + text("outputEntry", "2") + text("annotationEntry", "14.2") + text("annotationEntry", "")
    drawn = draw(f'<decisionTable>{column}<rule id="r7"><description>大额</description>{cells}</rule></decisionTable>')
    outcome = decision.read(definitions(drawn)).evaluate("d", {"amount": 5}, now=NOW)
    assert outcome.rules == (
        decision.RuleHit("d", "r7", 1, {"金额": 5}, {"level": 2}, {"clause": "14.2", "description": "大额"}),
    )


@decides("no inputs")
def test_a_table_without_inputs_gives_its_rule() -> None:
    rule = f"<rule>{text('outputEntry', 'x + 1')}</rule>"
    assert ask(draw(f"<decisionTable><output/>{rule}</decisionTable>"), x=1) == (2, [1], [])
    assert ask(draw(f'<decisionTable hitPolicy="COLLECT"><output/>{rule * 2}</decisionTable>'), x=1)[0] == [2, 2]


@decides("lists in cells")
@pytest.mark.parametrize(("x", "result"), [("a", [1, 2]), ("c", [2]), ("d", [])])
def test_a_list_in_a_cell_is_passed_by_its_elements(x: str, result: list[int]) -> None:
    rows = ['"a", "b" => 1', "some of them => 2"]
    drawn = draw(table(rows, hitPolicy="COLLECT"), needs="?list").replace("some of them", "known ones")
    data = '<itemDefinition name="tTexts" isCollection="true"><typeRef>string</typeRef></itemDefinition>'
    listed = '<inputData id="list" name="known ones"><variable name="known ones" typeRef="tTexts"/></inputData>'
    assert ask(data, listed, drawn, x=x, **{"known ones": ["a", "c"]}) == (result, result, [])


@decides("typed output entries")
def test_an_output_cell_may_have_a_type_of_its_own() -> None:
    columns = '<output name="a"/><output name="b" typeRef="string"/>'
    cells = text("outputEntry", "x", typeRef="number") + text("outputEntry", "x")
    drawn = draw(f"<decisionTable>{columns}<rule>{cells}</rule></decisionTable>")
    assert ask(drawn, x=1) == ({"a": 1, "b": None}, [1], ["feel.wrong_type"])
    assert ask(drawn, x="1") == ({"a": None, "b": "1"}, [1], ["feel.wrong_type"])


@decides("allowed output values")
@pytest.mark.parametrize("allowed", ["-", "", "string length(?) = 1"])
def test_allowed_values_may_be_any_tests(allowed: str) -> None:
    assert ask(draw(table(['- => "a"'], outputs=f"o = {allowed}")), x=1) == ("a", [1], [])


@decides("priority", "output order")
@pytest.mark.parametrize("place", ["decisionTable", "variable", "output"])
def test_priorities_may_be_those_of_a_type(place: str) -> None:
    kind = '<itemDefinition name="tLevel"><typeRef>string</typeRef>' + text("allowedValues", '"高", "中", "低"') + "</itemDefinition>"
    drawn = draw(table(LEVELS, hitPolicy="PRIORITY")).replace(f"<{place} ", f'<{place} typeRef="tLevel" ')
    assert ask(kind, drawn, x=4) == ("中", [3], [])
