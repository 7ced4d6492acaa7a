"""Gaps and overlaps as people meet them: what is said, in which words, and what is left undecided."""

from __future__ import annotations

import time
from typing import Any

import pytest

from engine import decision
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import datum, definitions, draw, table, text


def said(rows: list[str], inputs: str = "x", given: dict[str, Any] | None = None, **attributes: str) -> dict[str, str]:
    """code -> the last sentence in English that a table of those rows gets."""
    model = decision.read(definitions(draw(table(rows, inputs=inputs, **attributes))))
    return {found.code.rpartition("_")[2]: found.message["en"] for found in decision.examine_tables(model, given)}


SOUND: list[tuple[list[str], str]] = [
    (["< 400 => 1", "[400..1000) => 2", ">= 1000 => 3"], "x"),
    (["true | - => 1", "false | < 5 => 2", "false | >= 5 => 3"], "x | y"),
    (['"a" => 1', 'not("a") => 2'], "x"),
    (['< date("2027-01-01") => 1', '> @"2026-12-31" => 2'], "x"),
    (['<= duration("P1M") => 1', '[@"P2M"..@"P1Y"] => 2', '> @"P12M" => 3'], "x"),
    (["< param.T_low => 1", "[param.T_low..param.T_high) => 2", ">= param.T_high => 3"], "x"),
    (["< limit => 1", ">= limit => 2"], "x"),
    (["< today() => 1", "= today() => 2", "> today() => 3"], "x"),
    (["? > 5 or ? = null => 1", "<= 5 => 2"], "x"),
    (["even(?) | true => 1", "even(?) | false => 2", "not(even(?)) | - => 3"], "x | y"),
]


@pytest.mark.parametrize(("rows", "inputs"), SOUND)
def test_nothing_wrong_is_claimed_of_a_sound_table(rows: list[str], inputs: str) -> None:
    assert set(said(rows, inputs)) <= {"undecided"}
    assert ("undecided" in said(rows, inputs)) == ("even" in rows[0])


@decides("overlaps are refused")
@pytest.mark.parametrize(("rows", "inputs", "sentence"), [
    (["< 400 => 1", ">= 400 => 2", "[400..500] => 3"], "x", "Rules 2 and 3 overlap: both match when x = 400"),
    (["> 1 | - => 1", "- | true => 2"], "x | y", "Rules 1 and 2 overlap: both match when x = 2 and y = true"),
    (["- | - => 1", "- | - => 2"], "x | y", "both match when anything is given"),
    (['not("a") => 1', "null => 2"], "x", "both match when x is null"),
    (["> param.T => 1", "> param.T + 1 => 2"], "x", "overlap"),
])
def test_rules_that_overlap_are_an_error_with_an_example(rows: list[str], inputs: str, sentence: str) -> None:
    assert sentence in said(rows, inputs)["overlap"]


@decides("gaps are told")
@pytest.mark.parametrize(("rows", "inputs", "sentence"), [
    (["< 400 => 1", "> 400 => 2"], "x", "no rule matches when x = 400, and there is no default output."),
    (["<= 1 => 1", ">= 2 => 2"], "x", "x = 1.5"),
    (['"a" => 1', '"b" => 2'], "x", 'x = "其他"'),
    (["true | < 5 => 1", "false | - => 2"], "x | y", "x = true and y = 5"),
    (['< date("2027-01-01") => 1', '> date("2027-01-01") => 2'], "x", "x = 2027-01-01"),
    (["not(null) => 1"], "x", "x is null"),
])
def test_values_that_no_rule_takes_are_a_warning_with_an_example(rows: list[str], inputs: str, sentence: str) -> None:
    assert sentence in said(rows, inputs)["gap"]


def test_any_forbids_only_different_outputs() -> None:
    assert "overlap" not in said(["> 1 => 1", "> 2 => 1", "<= 1 => 3"], hitPolicy="ANY")
    assert "Rules 1 and 2" in said(["> 1 => 1", "> 2 => 2"], hitPolicy="ANY")["overlap"]
    assert set(said(["> 1 => a", "> 2 => b", "<= 1 => b"], hitPolicy="ANY")) == {"undecided"}


@pytest.mark.parametrize("policy", ["COLLECT", "RULE ORDER"])
def test_lists_may_overlap_and_be_empty(policy: str) -> None:
    assert said(["> 1 => 1", "> 2 => 2"], hitPolicy=policy) == {}


def test_a_default_output_covers_everything() -> None:
    column = f'<input>{text("inputExpression", "x")}</input><output name="o">{text("defaultOutputEntry", "0")}</output>'
    rule = f'<rule id="r">{text("inputEntry", "1")}{text("outputEntry", "1")}</rule>'
    model = decision.read(definitions(draw(f"<decisionTable>{column}{rule}</decisionTable>")))
    assert decision.examine_tables(model) == ()


def test_only_allowed_values_count() -> None:
    column = f'<input>{text("inputExpression", "x")}{text("inputValues", chr(34) + "a" + chr(34))}</input><output name="o"/>'
    rule = f'<rule id="r">{text("inputEntry", chr(34) + "a" + chr(34))}{text("outputEntry", "1")}</rule>'
    model = decision.read(definitions(draw(f"<decisionTable>{column}{rule}</decisionTable>")))
    assert decision.examine_tables(model) == ()


def test_declared_types_say_what_lies_between() -> None:
    """Whole numbers have nothing between 1 and 2; the type of an input counts where the column has none."""
    rows = table(["<= 1 => 1", ">= 2 => 2"])
    assert decision.examine_tables(decision.read(definitions(datum("x", "integer"), draw(rows)))) == ()
    kinds = '<itemDefinition name="级别"><typeRef>string</typeRef>' + text("allowedValues", '"市", "县"') + "</itemDefinition>"
    levels = draw(table(['"市" => 1', '"县" => 2']))
    assert decision.examine_tables(decision.read(definitions(kinds, datum("x", "级别"), levels))) == ()


# -- parameters ----------------------------------------------------------------------------------------------------

HALVES = ["< param.low => 1", ">= param.high => 2"]


@decides("order of parameters")
def test_an_unknown_order_is_said_to_be_unknown() -> None:
    model = decision.read(definitions(draw(table(HALVES))))
    found = {problem.code: problem for problem in decision.examine_tables(model)}
    assert {problem.severity for problem in found.values()} == {"warning"}
    assert "if param.high < param.low, both match" in found["decision.table_overlap_possible"].message["en"]
    assert "if param.low < param.high, no rule matches" in found["decision.table_gap_possible"].message["en"]
    assert "若 param.high < param.low" in found["decision.table_overlap_possible"].message["zh"]


@decides("values of parameters")
@pytest.mark.parametrize(("low", "high", "code", "sentence"), [
    (5, 9, "gap", "no rule matches when x = param.low (5)"), (9, 5, "overlap", "both match when x = param.high (5)"),
])
def test_known_values_decide_and_are_named(low: int, high: int, code: str, sentence: str) -> None:
    found = said(HALVES, given={"param": {"low": low, "high": high}})
    assert set(found) == {code}
    assert sentence in found[code]


def test_values_that_leave_no_gap_are_fine() -> None:
    assert said(HALVES, given={"param": {"low": 5, "high": 5}}) == {}


# -- what is left undecided ----------------------------------------------------------------------------------------


def test_a_column_that_only_an_evaluation_decides_is_named() -> None:
    assert "column “x” (rules 1)" in said(["even(?) | 1 => 1", "- | 1 => 2"], "x | y")["undecided"]


@decides("what is not decided is told")
@pytest.mark.parametrize(("rows", "inputs"), [
    (["< 5 | > 5 => 1", ">= 5 | <= 5 => 2"], "x | x + 1"), (["< y | - => 1", ">= y | < 3 => 2"], "x | y"), (["1 => 1", '"a" => 2'], "x"),
])
def test_columns_that_hang_on_each_other_are_not_decided(rows: list[str], inputs: str) -> None:
    assert set(said(rows, inputs)) == {"undecided"}


def test_columns_that_ask_the_same_are_one() -> None:
    assert said(["< 5 | - => 1", "- | >= 5 => 2"], "x | x") == {}


@pytest.mark.parametrize("rows", [["param.T => 1", "1 => 2"], ["names => 1", "- => 2"]])
def test_a_name_alone_may_be_a_list(rows: list[str]) -> None:
    assert "undecided" in said(rows)


@pytest.mark.parametrize("cell", ["= param.list", "< param.list", "{a: 1}", "[[1]]", "range(\"[1..2]\")", "? in param.list", "not({a: 1})"])
def test_what_has_no_order_is_left_undecided(cell: str) -> None:
    assert set(said([f"{cell} => 1", "5 => 2"], given={"param": {"list": [1, [2]]}})) <= {"undecided", "gap"}


def test_lists_with_null_take_a_missing_value() -> None:
    assert "x is null" in said(["[1, null] => 1", "null => 2"])["overlap"]
    assert "x is null" in said(["param.list => 1", "null => 2"], given={"param": {"list": [1, None]}})["overlap"]


def test_whole_numbers_with_fractions_are_numbers() -> None:
    rows = draw(table(["<= 38.3 => 1", "> 39 => 2"]))
    (problem,) = decision.examine_tables(decision.read(definitions(datum("x", "integer"), rows)))
    assert "x = 39" in problem.message["en"]


def test_too_many_orders_are_not_decided() -> None:
    assert set(said([f"{' | '.join(f'< param.p{n}' for n in range(9))} => 1"], " | ".join("abcdefghi"))) <= {"large", "gap", "possible"}
    assert "large" in said([f"< param.p{n} => 1" for n in range(9)])


@pytest.mark.parametrize("row", ["{0} => 1", "[{0}..{0}.5) | not({0}) => 1", "> {0} | < {0} => 1", "- | - => 1"])
def test_large_tables_are_answered_quickly(row: str) -> None:
    rows = [row.format(number) for number in range(3000)]
    model = decision.read(definitions(draw(table(rows, inputs=" | ".join("xy"[: 1 + row.count("|")])))))
    begun = time.process_time()
    assert decision.examine_tables(model)
    assert time.process_time() - begun < 5


def test_tables_inside_other_logic_are_checked_once() -> None:
    entry = f"<contextEntry><variable name='a'/>{table(['1 => 1', '1 => 2'])}</contextEntry>"
    model = decision.read(definitions(draw(f"<context>{entry}</context>")))
    codes = [problem.code for problem in decision.examine_tables(model)]
    assert codes == ["decision.table_overlap", "decision.table_gap"]
    assert {problem.element_id for problem in decision.examine_tables(model)} == {"d"}
