"""The check of decision tables, as faults of their file: when a file is handed in, and when a parameter changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine import decision
from engine.definitions import model
from engine.house import Tx
from engine.model import Fault
from engine.store.queries import definition as queries


def fault(file: str, problem: decision.DecisionProblem) -> Fault:
    """A problem of a decision file as a fault of the change set."""
    return Fault(
        file=file, element_id=problem.element_id, element_name=problem.element_name,
        rule=problem.code.replace(".", "_"), severity=problem.severity, message=problem.message, remedy=problem.remedy,
    )


def refusal(content: bytes) -> tuple[decision.DecisionProblem, ...]:
    """Why a file is no decision model at all."""
    try:
        decision.read(content)
    except decision.DecisionRefused as refused:
        return refused.problems
    return ()


def check(file: str, read: decision.DecisionModel, values: Mapping[str, Any]) -> list[Fault]:
    """Overlaps and gaps of the file's tables where the parameters have these values (name -> value)."""
    return [fault(file, problem) for problem in decision.examine_tables(read, {"param": values} if values else {})]


def recheck(tx: Tx, values: Mapping[str, Any]) -> list[Fault]:
    """What would be wrong with the deployed tables if the parameters had these values: ask before they change."""
    return [found for source, read in _deployed(tx) for found in check(source, read, values)]


def _deployed(tx: Tx) -> Iterator[tuple[str, decision.DecisionModel]]:
    """The newest file of every decision, each once, with its name."""
    rows = {row["digest"]: row["source"] for row in queries.newest_resources(tx, "dmn")}
    imports = {row["id"]: row["digest"] for row in queries.newest_resources(tx, "import")}
    for digest, source in sorted(rows.items(), key=lambda row: row[1]):
        yield source, model(tx, digest, imports)
