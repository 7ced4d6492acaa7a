"""What can go wrong: text that is no FEEL, work without end, and the silent nulls that FEEL makes of everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import EngineError

#: Characters of a piece of text, and elements of a list, that a sentence bears.
QUOTED = 200
LISTED = 20


def quoted(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a problem, its texts and lists not longer than a sentence bears."""
    return {name: _short(value) for name, value in data.items()}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= QUOTED else value[: QUOTED - 1] + "…"
    return [_short(item) for item in value[:LISTED]] if isinstance(value, list) else value


class FeelSyntaxError(EngineError):
    """The text is not FEEL. `data`: `position` (0-based offset in the text), `found`, `expected` and what else is known."""

    status = 422

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, **quoted(data))


class FeelLimitExceeded(EngineError):
    """Evaluation wanted more steps, longer lists, longer strings or deeper calls than allowed. `data`: `limit`."""

    status = 422


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an operation gave null. `code` is stable (`feel.…`), `data` has the operands' types or the name in question."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)
