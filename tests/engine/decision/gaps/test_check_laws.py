"""The check and the tables themselves agree, whatever the table: the engine is asked at every point there is."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import decision
from engine.decision.gaps import examine_tables
from tests.engine.decision.draw import NOW, definitions, draw, table

NUMBERS = [
    "-", "null", "1", "2", "< 2", ">= 2", "[1..2]", "(1..3)", "]1..2[", "not(1)", "not(> 1)", "not([1..2])", "1, 3", "[1, 3]",
    "not([1, 3])", "? > 1 and ? < 3", "not(? = 1)", "? = null", "? != null", "? in (1, > 2)", "? between 1 and 2", "2 < ?",
    "not(null)", "< param.low", "[param.low..param.high)", "param.list", "not(null, 2)", "null, > 2", "!= 2", "-1 + 2",
]
STRINGS = ["-", "null", '"a"', '"b"', '"a", "b"', 'not("a")', '> "a"', '["a", "c"]', '? = "a" or ? = null', "not(null)"]
PARAM = {"param": {"low": 1, "high": 3, "list": [1, 3]}}
#: Values at, between and beyond everything that the cells above mention.
POINTS = [Decimal(half) / 2 for half in range(-1, 9)]
WORDS = ["", "a", "ab", "b", "bb", "c", "d"]


@st.composite
def tables(draw_from: st.DrawFn) -> tuple[list[str], str]:
    rows = draw_from(st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(STRINGS)), min_size=1, max_size=4))
    return [f"{number} | {word} => {at}" for at, (number, word) in enumerate(rows)], draw_from(st.sampled_from(["UNIQUE", "ANY"]))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_what_is_said_of_a_table_is_true_of_it(drawn: tuple[list[str], str]) -> None:
    rows, policy = drawn
    content = definitions(draw(table(rows, inputs="x | y", hitPolicy=policy)))
    model = decision.read(content)
    codes = {problem.code for problem in examine_tables(model, PARAM)}
    errors, holes = _asked(model, rows)
    assert "decision.table_undecided" not in codes
    assert ("decision.table_overlap" in codes) == errors
    assert ("decision.table_gap" in codes) == holes


def _asked(model: decision.DecisionModel, rows: list[str]) -> tuple[bool, bool]:
    """Whether the table contradicts itself anywhere, and whether it is silent where its cells speak of values."""
    cells = [row.partition(" => ")[0].split(" | ") for row in rows]
    speaks = [any("null" in row[at] for row in cells) for at in (0, 1)]
    errors = holes = False
    for x, y in product([None, *POINTS], [None, *WORDS]):
        outcome = model.evaluate("d", {"x": x, "y": y, **PARAM}, now=NOW)
        bad = {error.code for error in outcome.errors} & {"decision.not_unique", "decision.outputs_differ"}
        spoken = (x is not None or speaks[0]) and (y is not None or speaks[1])
        errors = errors or bool(bad)
        holes = holes or (spoken and not bad and not outcome.rules)
    return errors, holes
