"""What a department check is: a function from a job to a result, found by its type `department.check`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any, Literal, Protocol

Verdict = Literal["通过", "不通过", "存疑", "不适用"]
#: Which verdict stands for a check with several items.
WORST_FIRST: tuple[Verdict, ...] = ("不通过", "存疑", "通过")
Severity = Literal["阻断", "提示"]


class Registers(Protocol):
    """The read port on the ledgers."""

    def get(self, register: str, key: str) -> Mapping[str, Any] | None:
        """The row with that key, or None."""

    def find(self, register: str, **fields: Any) -> Sequence[Mapping[str, Any]]:
        """Rows whose fields equal the given values, ordered by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of a check; `id` is the idempotency key: a handler may run twice."""

    id: str
    type: str
    business_key: str | None
    #: The fact's time, aware.
    at: datetime
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    registers: Registers
    #: Parameters in force for this instance: name -> value.
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check item as a reviewer reads it. `item`, `problem`, `suggestion` are Chinese sentences."""

    item: str
    verdict: Verdict
    problem: str = ""
    suggestion: str = ""
    #: Clauses as written in `config/clauses.toml`: "26", "38(6)".
    clauses: tuple[str, ...] = ()
    #: `[{"kind": "field", "ref": "…", "value": …}]`
    evidence: tuple[Mapping[str, Any], ...] = ()
    severity: Severity = "阻断"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is given when the result is recorded, in the same transaction, without gaps: `HA-2027-J-{:04}`.

    It may stand for any text of a result, as often as it is needed; equal ones get the same number. `after` is the highest
    number that was given elsewhere, before there was a counter for this pattern.
    """

    pattern: str
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a register row; `fields` are merged into the row with that key (a new key makes a new row)."""

    register: str
    key: str | Number
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An official document to be numbered and issued; `kind` as in `config/documents.toml` (for example `D-22`)."""

    kind: str
    organ: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a check found, what it adds to the case, what it changes in the registers."""

    findings: Sequence[Finding] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    records: Sequence[Change] = ()
    documents: Sequence[Document] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the findings; findings of severity 提示 do not block."""
        verdicts = [found.verdict for found in self.findings if found.severity == "阻断"]
        return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "不适用")


class Retry(Exception):
    """The check could not be done now; try again after `after`."""

    def __init__(self, reason: str, after: timedelta = timedelta(minutes=5)) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class BpmnError(Exception):
    """A business error: the error boundary event with this code decides."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """A check bound to its type."""

    type: str
    run: Callable[[Job], Result]
    clauses: tuple[str, ...]
    reads: tuple[str, ...]
    #: Pure checks depend on nothing but the job: an auditor can run them again.
    pure: bool
    #: First line of the docstring: the check's Chinese name and what it asks.
    title: str


Check = Callable[[Job], Result]


def handler(
    type: str, *, clauses: Sequence[str], reads: Sequence[str] = (), pure: bool = True
) -> Callable[[Check], Check]:
    """Bind a function to the job type `department.check`; it is found by `discover` and listed nowhere else."""

    def bind(run: Check) -> Check:
        title = (run.__doc__ or "").strip().split("\n")[0]
        bound = Handler(type=type, run=run, clauses=tuple(clauses), reads=tuple(reads), pure=pure, title=title)
        vars(run)["handler"] = bound  # mypy knows no attributes on functions
        return run

    return bind


def discover(package: ModuleType) -> dict[str, Handler]:
    """All handlers in a package and below it, by type. Raises ValueError when a type is bound twice."""
    found: dict[str, Handler] = {}
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            bound = getattr(value, "handler", None)
            if isinstance(bound, Handler) and value.__module__ == module.__name__:
                if bound.type in found:
                    raise ValueError(f"handler type {bound.type} is bound twice")
                found[bound.type] = bound
    return found
