"""Ask FEEL a question at a fixed time."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
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


class Outcome(Enum):
    """What stands in a table for a null that says why it is one."""

    ERROR = "null, and a problem"


ERROR = Outcome.ERROR


def outcome(text: str, /, **context: Any) -> Any:
    """The JSON of what the expression is worth; ERROR for a null with a problem, None for one that is what was asked for."""
    problems: list[feel.Problem] = []
    found = feel.to_json(feel.parse(text, context.keys()).evaluate(context, now=NOW, problems=problems))
    return ERROR if found is None and problems else found
