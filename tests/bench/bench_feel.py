"""Microseconds per evaluation of typical expressions and of a decision table; parsing is not counted."""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from engine import decision, feel
from engine.values import ZONE

NOW = datetime(2027, 1, 4, 9, tzinfo=ZONE)
CONTEXT = {
    "amount": Decimal(500), "status": "ok", "项目 名称": "政务云", "acceptance_date": "2026-12-01",
    "项目": {"单位": {"名称": "大数据局"}}, "rows": [{"name": str(n), "cost": Decimal(n)} for n in range(20)],
}
EXPRESSIONS = (
    'amount > 400 and status = "ok"',
    '项目 名称 = "政务云" and 项目.单位.名称 != null',
    'if amount in [50..400) then "unit" else if amount >= 400 then "city" else "none"',
    'date(acceptance_date) + duration("P35D") < today()',
    "sum(rows.cost)",
    "rows[cost > 10]",
    "some row in rows satisfies row.cost > 15",
)
#: Rows of the table whose gaps and overlaps are looked for.
ROWS = 10_000
_RULE = "<rule><inputEntry><text>[{0}..{1})</text></inputEntry><outputEntry><text>{0}</text></outputEntry></rule>"


def table(rows: int) -> bytes:
    """A table of ranges of 50 each."""
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="d" name="d"><decisionTable>'
        "<input><inputExpression typeRef='number'><text>amount</text></inputExpression></input><output name='o'/>"
        + "".join(_RULE.format(low, low + 50) for low in range(0, rows * 50, 50)) + "</decisionTable></decision></definitions>"
    ).encode()


def microseconds(work: Callable[[], object]) -> float:
    """Best of five rounds, one call."""
    return min(timeit.repeat(work, number=500, repeat=5)) / 500 * 1_000_000


def main() -> None:
    """Print one line a case."""
    for text in EXPRESSIONS:
        expression = feel.parse(text, CONTEXT.keys())
        print(f"{microseconds(lambda: expression.evaluate(CONTEXT, now=NOW)):9.2f} µs  {text}")  # noqa: B023
    model = decision.read(table(20))
    print(f"{microseconds(lambda: model.evaluate('d', CONTEXT, now=NOW)):9.2f} µs  decision table of 20 rules")
    large = decision.read(table(ROWS))
    seconds = min(timeit.repeat(lambda: decision.examine_tables(large), number=1, repeat=3))
    print(f"{seconds:9.2f} s   gaps and overlaps of a table of {ROWS:,} rules")


if __name__ == "__main__":
    main()
