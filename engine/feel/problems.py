"""What can go wrong: text that is no FEEL, work without end, and the silent nulls that FEEL makes of everything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.errors import EngineError


class FeelSyntaxError(EngineError):
    """The text is not FEEL. `data`: `position` (0-based offset in the text), `found`, `expected` and what else is known."""

    status = 422


class FeelLimitExceeded(EngineError):
    """Evaluation wanted more steps, longer lists, longer strings or deeper calls than allowed. `data`: `limit`."""

    status = 422


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an operation gave null. `code` is stable (`feel.…`), `data` has the operands' types or the name in question."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)
