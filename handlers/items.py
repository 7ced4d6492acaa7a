"""Check items: what is looked at, under which clauses, and how its verdict is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.handler import Finding, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a check looks at; `name` is Chinese, `clauses` as in the table of clauses."""

    name: str
    clauses: tuple[str, ...]
    severity: Severity = "阻断"

    def passed(self, **evidence: Any) -> Finding:
        """It is as it should be. Evidence: field name -> value."""
        return self._found("通过", "", "", evidence)

    def failed(self, problem: str, suggestion: str, **evidence: Any) -> Finding:
        """It is not as it should be, and this is how to mend it."""
        return self._found("不通过", problem, suggestion, evidence)

    def doubtful(self, problem: str, suggestion: str, **evidence: Any) -> Finding:
        """A person must judge."""
        return self._found("存疑", problem, suggestion, evidence)

    def not_applicable(self, reason: str, **evidence: Any) -> Finding:
        """The item does not concern this project."""
        return self._found("不适用", reason, "", evidence)

    def answered(self, answer: bool | None, problem: str, suggestion: str, **evidence: Any) -> Finding:
        """Passed for yes, failed for no, doubtful when the question was not answered."""
        if answer is None:
            return self.doubtful("未填写。", suggestion, **evidence)
        return self.passed(**evidence) if answer else self.failed(problem, suggestion, **evidence)

    def _found(self, verdict: Verdict, problem: str, suggestion: str, evidence: dict[str, Any]) -> Finding:
        return Finding(
            item=self.name, verdict=verdict, problem=problem, suggestion=suggestion, clauses=self.clauses,
            severity=self.severity,
            evidence=tuple({"kind": "field", "ref": ref, "value": _json(value)} for ref, value in evidence.items()),
        )


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def clean(findings: Iterable[Finding]) -> bool:
    """Whether nothing failed and nothing is in doubt."""
    return all(found.verdict in ("通过", "不适用") for found in findings)
