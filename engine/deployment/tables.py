"""The check of decision tables, as faults of their file: when a file is handed in, and when a parameter changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine import decision
from engine.definitions import model
from engine.diagram import Known
from engine.house import Tx
from engine.model import Fault
from engine.store.queries import definition as queries
from engine.values import ZONE


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


def check_later(file: str, read: decision.DecisionModel, known: Known) -> list[Fault]:
    """What sets of parameters that come into force later make wrong, and is not wrong today."""
    today = {_what(found) for found in check(file, read, known.values)}
    return [
        in_set(version, found) for version, values in known.later_values for found in check(file, read, values)
        if _what(found) not in today
    ]


def _what(found: Fault) -> tuple[Any, ...]:
    return found.element_id, found.rule, found.severity


def in_set(version: str, found: Fault) -> Fault:
    """The fault, with the set of parameters under which it is one."""
    said = {"zh": f"参数集 {version}：{found.message['zh']}", "en": f"Parameter set {version}: {found.message['en']}"}
    return replace(found, message=said)


def recheck(tx: Tx, values: Mapping[str, Any]) -> list[Fault]:
    """What would be wrong with the deployed tables if the parameters had these values: ask before they change."""
    return [found for source, read in _deployed(tx) for found in check(source, read, values)]


def recheck_sets(tx: Tx, at: datetime) -> list[Fault]:
    """What is wrong with the deployed tables under the parameters of the house in force at `at`, and under every later set.

    Parameters enter a house when it is opened: ask before it does any work.
    """
    day = at.astimezone(ZONE).date()
    sets = (tx.house.parameters(day), *tx.house.later_parameters(day))
    return [in_set(version, found) for version, rows in sets for found in recheck(tx, values_of(rows))]


def values_of(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Name -> value, as decision tables see the parameters."""
    return {name: row["value"] for name, row in parameters.items()}


def _deployed(tx: Tx) -> Iterator[tuple[str, decision.DecisionModel]]:
    """The newest file of every decision, each once, with its name."""
    rows = {row["digest"]: row["source"] for row in queries.newest_resources(tx, "dmn")}
    imports = {row["id"]: row["digest"] for row in queries.newest_resources(tx, "import")}
    for digest, source in sorted(rows.items(), key=lambda row: row[1]):
        yield source, model(tx, digest, imports)
