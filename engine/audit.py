"""The auditor's questions: is the history whole, does it reproduce, do the tables show it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.house import House, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where what is stored is not what it should be."""

    stream: str
    #: Of the event, or None when it is about a whole table row.
    sequence: int | None
    #: gap | digest | body | erased | fact | consequence | scope | row
    kind: str
    element_id: str | None = None
    expected: Any = None
    found: Any = None


def verify(tx: Tx, stream: str) -> list[Difference]:
    """Check a stream's chain: no gap, every digest right, every body there or lawfully erased."""
    raise NotImplementedError


def streams(tx: Tx) -> list[str]:
    """Every stream, the house's own first."""
    raise NotImplementedError


def replay(tx: Tx, key: str) -> list[Difference]:
    """Play an instance's facts again and compare every consequence, and at the end the variables. Raises NotFound."""
    raise NotImplementedError


def rebuild(house: House, key: str | None = None, *, write: bool = False) -> list[Difference]:
    """Build the projections anew from the history (of one stream, or of all: None) and compare; `write` replaces what differs."""
    raise NotImplementedError


def findings(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All findings of a case's checks, in order: sequence, element_id, at, item, verdict, problem, suggestion, clauses, evidence, severity."""
    raise NotImplementedError


def gates(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All gate evaluations of a case: sequence, element_id, at, gate, outcome, clause, inputs, reasons."""
    raise NotImplementedError


def decisions(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All decisions of a case: sequence, element_id, at, decision, digest, inputs, rules, result."""
    raise NotImplementedError


def documents(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All documents that a case issued: sequence, element_id, at, kind, number, organ, title, data."""
    raise NotImplementedError


def state_at(tx: Tx, key: str, sequence: int) -> dict[str, Any]:
    """The case as it stood after event `sequence`, from the history alone: `active` and `completed` element ids, `flows` taken,
    `variables` {scope: {name: value}}. Raises NotFound."""
    raise NotImplementedError
