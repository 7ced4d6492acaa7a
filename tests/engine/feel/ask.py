"""Ask FEEL a question at a fixed time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine import feel
from engine.values import ZONE

NOW = datetime(2027, 1, 4, 9, 30, tzinfo=ZONE)


def value(text: str, /, **context: Any) -> Any:
    """The JSON of what the expression is worth."""
    return feel.to_json(raw(text, **context))


def raw(text: str, /, **context: Any) -> Any:
    """The FEEL value."""
    return feel.parse(text, context.keys()).evaluate(context, now=NOW)


def codes(text: str, /, **context: Any) -> list[str]:
    """The codes of the problems; the value must be null."""
    problems: list[feel.Problem] = []
    assert feel.parse(text, context.keys()).evaluate(context, now=NOW, problems=problems) is None
    return [problem.code for problem in problems]
