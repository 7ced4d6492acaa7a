"""Draws small DMN files for the tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from engine import decision
from engine.feel import to_json
from engine.values import ZONE

NOW = datetime(2027, 1, 4, 9, 30, tzinfo=ZONE)
DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def definitions(*elements: str, namespace: str = DMN_13) -> bytes:
    """The file that holds the elements."""
    return f'<definitions xmlns="{namespace}" name="test">{"".join(elements)}</definitions>'.encode()


def text(element: str, content: str | None, **attributes: str) -> str:
    """An element with a text child; nothing without content."""
    if content is None:
        return ""
    return f"<{element}{_attributes(attributes)}><text>{escape(content)}</text></{element}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def table(rows: list[str], *, inputs: str = "x", outputs: str = "result", head: str = "", **attributes: str) -> str:
    """A decision table. A row is `cell | cell => cell | cell`; outputs are `name` or `name = "a", "b"` (allowed values)."""
    columns = "".join(f"<input label={quoteattr(name)}>{text('inputExpression', name)}</input>" for name in inputs.split(" | "))
    for output in outputs.split(" | "):
        name, _, allowed = output.partition(" = ")
        columns += f"<output name={quoteattr(name)}>{text('outputValues', allowed or None)}</output>"
    return f"<decisionTable{_attributes(attributes)}>{columns}{head}{''.join(map(_rule, enumerate(rows, 1)))}</decisionTable>"


def _rule(numbered: tuple[int, str]) -> str:
    number, row = numbered
    tests, _, results = row.partition(" => ")
    cells = "".join(text("inputEntry", cell.strip()) for cell in tests.split(" | "))
    cells += "".join(text("outputEntry", cell.strip()) for cell in results.split(" | "))
    return f'<rule id="r{number}">{cells}</rule>'


def draw(logic: str, *, name: str = "d", needs: str = "", type_ref: str = "") -> str:
    """A decision; `needs` are ids of decisions, inputs (`?id`) and knowledge models (`!id`)."""
    kinds = {"?": ("information", "requiredInput"), "!": ("knowledge", "requiredKnowledge")}
    links = ""
    for need in needs.split():
        requirement, required = kinds.get(need[0], ("information", "requiredDecision"))
        links += f'<{requirement}Requirement><{required} href="#{need.lstrip("?!")}"/></{requirement}Requirement>'
    typed = f' typeRef="{type_ref}"' if type_ref else ""
    return f'<decision id="{name}" name="{name}"><variable name="{name}"{typed}/>{links}{logic}</decision>'


def datum(name: str, type_ref: str) -> str:
    """An input data element whose id is its name."""
    return f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_ref}"/></inputData>'


def literal(expression: str) -> str:
    """A literal expression."""
    return text("literalExpression", expression)


def ask(*elements: str, decide: str = "d", **inputs: Any) -> tuple[Any, list[int], list[str]]:
    """JSON of the result, indices of the rules that fired, codes of the errors."""
    outcome = decision.read(definitions(*elements)).evaluate(decide, inputs, now=NOW)
    return to_json(outcome.result), [hit.index for hit in outcome.rules], [error.code for error in outcome.errors]


def refusals(*elements: str) -> list[decision.DecisionProblem]:
    """Why the file is refused."""
    try:
        decision.read(definitions(*elements))
    except decision.DecisionRefused as refused:
        return list(refused.problems)
    raise AssertionError("accepted")
