"""Reads decision tables, as dmn-js and other editors write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.decision.hits import AGGREGATIONS, HIT_POLICIES, RANKED
from engine.decision.source import Element, Source, TypeReader
from engine.decision.table import Cell, Input, Output, Rule, Table
from engine.feel import Expression, UnaryTests, parse_unary_tests

Names = frozenset[str]
_ANYTHING = parse_unary_tests("-")


def read_table(source: Source, element: Element, owner: str, names: Names) -> Table:
    """The table that `element` is; what is wrong is reported."""
    inputs = tuple(_input(source, column, names) for column in source.children(element, "input"))
    policy = _hit_policy(source, element)
    outputs = _outputs(source, element, names, policy in RANKED)
    if len(outputs) == 1 and policy in RANKED and outputs[0].values is None:
        outputs = (replace(outputs[0], values=_scale(source, element, "", _own_type(source, element))),)
    rules = source.children(element, "rule")
    annotations = [column.get("name", "") for column in source.children(element, "annotation")]
    for number, rule in enumerate(rules, 1):
        _check_cells(source, rule, number, (len(inputs), len(outputs)))
    table = Table(
        owner, policy, _aggregation(source, element, outputs), inputs, outputs,
        tuple(_rule(source, rule, number, names, annotations) for number, rule in enumerate(rules, 1)),
    )
    if table.hit_policy in RANKED and not any(output.values for output in outputs):
        source.report("decision.no_priorities", element)
    return table


def _own_type(source: Source, element: Element) -> TypeReader:
    """The type of the table's result: its own, else that of the decision's variable."""
    parent = element.getparent()
    return source.type_of(element if element.get("typeRef") or parent is None else source.child(parent, "variable"))


def _hit_policy(source: Source, element: Element) -> str:
    found = element.get("hitPolicy", "UNIQUE")
    if found in HIT_POLICIES:
        return found
    source.report("decision.hit_policy", element, found=found)
    return "UNIQUE"


def _aggregation(source: Source, element: Element, outputs: tuple[Output, ...]) -> str | None:
    found = element.get("aggregation")
    if found is None:
        return None
    if found in AGGREGATIONS and element.get("hitPolicy") == "COLLECT" and len(outputs) == 1:
        return found
    source.report("decision.aggregation", element, found=found)
    return None


def _input(source: Source, column: Element, names: Names) -> Input:
    inner = source.child(column, "inputExpression")
    text = source.text(inner)
    if not text:
        source.report("decision.empty_expression", column)
    if inner is not None:
        source.check_language(inner)
    expression = source.expression(column, text or "null", names)
    allowed = source.tests(source.child(column, "inputValues"), names)
    return Input(column.get("label") or text, expression, source.type_of(inner), allowed)


def _outputs(source: Source, element: Element, names: Names, ranked: bool) -> tuple[Output, ...]:
    columns = source.children(element, "output")
    if not columns:
        source.report("decision.no_output", element)
    return tuple(_output(source, column, names, ranked) for column in columns)


def _output(source: Source, column: Element, names: Names, ranked: bool) -> Output:
    values = source.child(column, "outputValues")
    default = source.text(source.child(column, "defaultOutputEntry"))
    wanted = source.type_of(column)
    return Output(
        column.get("name") or column.get("label") or "output",
        wanted,
        source.tests(values, names),
        _scale(source, column, source.text(values), wanted) if ranked else None,
        Cell(source.expression(column, default, names)) if default else None,
    )


def _scale(source: Source, column: Element, text: str, wanted: TypeReader) -> Expression | None:
    """The output's values in order of priority: its own, else those that its type allows."""
    definition = wanted.definition
    if text in ("", "-") and definition is not None and definition.allowed is not None:
        text = definition.allowed.text
    if text == "-":
        return None
    return source.expression(column, f"[{text}]", ()) if text else None


def _rule(source: Source, rule: Element, number: int, names: Names, annotations: Iterable[str]) -> Rule:
    tests = tuple(_test(source, cell, names) for cell in source.children(rule, "inputEntry"))
    cells = tuple(_cell(source, cell, names) for cell in source.children(rule, "outputEntry"))
    return Rule(rule.get("id") or f"rule_{number}", tests, cells, _annotations(source, rule, annotations))


def _check_cells(source: Source, rule: Element, number: int, expected: tuple[int, int]) -> None:
    for side, side_zh, wanted in (("input", "输入", expected[0]), ("output", "输出", expected[1])):
        found = len(source.children(rule, f"{side}Entry"))
        if found != wanted:
            counts = {"rule": number, "found": found, "expected": wanted}
            source.report("decision.cells", rule, side=side, side_zh=side_zh, **counts)


def _test(source: Source, cell: Element, names: Names) -> UnaryTests:
    source.check_language(cell)
    return source.tests(cell, names) or _ANYTHING


def _cell(source: Source, cell: Element, names: Names) -> Cell:
    source.check_language(cell)
    wanted = source.type_of(cell) if cell.get("typeRef") else None
    return Cell(source.expression(cell, source.text(cell) or "null", names), wanted)


def _annotations(source: Source, rule: Element, columns: Iterable[str]) -> dict[str, str]:
    texts = [source.text(entry) for entry in source.children(rule, "annotationEntry")]
    found = {name or f"annotation_{n}": text for n, (name, text) in enumerate(zip(columns, texts, strict=False), 1)}
    description = source.text(rule, "description")
    return {name: text for name, text in {**found, "description": description}.items() if text}
